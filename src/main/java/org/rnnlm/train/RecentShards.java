package org.rnnlm.train;

import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnlm.io.Folder;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.TokenSequence;

/**
 * The decoded shards that the workers of one process read last: a round needs a small part of a
 * shard, and the next one mostly another part of the same. It travels empty, with the broadcast
 * that all tasks of a process share. Safe for use by many threads; the garbage collector takes what
 * it holds before memory runs out.
 */
final class RecentShards implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long mostTokens;
  private transient Map<String, Entry> entries; // the one used longest ago first
  private transient long tokens;

  private record Entry(long tokens, SoftReference<List<TokenSequence>> sequences) {}

  /**
   * @param mostTokens in all shards held; 0 to hold none
   */
  RecentShards(long mostTokens) {
    this.mostTokens = mostTokens;
  }

  /** Returns all records of a shard, in order; to be left as they are. */
  List<TokenSequence> read(Folder folder, Shard shard) {
    String key = shard.file().sha256();
    List<TokenSequence> held = held(key);
    if (held != null) {
      return held;
    }
    List<TokenSequence> read = ShardReader.read(folder, shard);
    hold(key, tokens(read), read);
    return read;
  }

  private static long tokens(List<TokenSequence> sequences) {
    return sequences.stream().mapToLong(sequence -> sequence.tokens().length).sum();
  }

  private synchronized List<TokenSequence> held(String key) {
    Entry entry = entries == null ? null : entries.remove(key);
    if (entry == null) {
      return null;
    }
    entries.put(key, entry); // used last now
    return entry.sequences().get();
  }

  private synchronized void hold(String key, long count, List<TokenSequence> sequences) {
    if (count > mostTokens) {
      return;
    }
    if (entries == null) {
      entries = new LinkedHashMap<>();
    }
    Entry before = entries.remove(key);
    tokens -= before == null ? 0 : before.tokens();
    Iterator<Entry> oldest = entries.values().iterator();
    while (tokens + count > mostTokens) {
      tokens -= oldest.next().tokens();
      oldest.remove();
    }
    entries.put(key, new Entry(count, new SoftReference<>(sequences)));
    tokens += count;
  }
}
