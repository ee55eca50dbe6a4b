package org.rnnlm.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.rnnlm.io.Folder;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.TokenSequence;

/** Reads blocks of sequences. Keeps the last shard read, which the next block mostly is of too. */
final class BlockReader {
  private final ScoreTask task;
  private final Folder folder;
  private Shard shard;
  private List<TokenSequence> records;

  BlockReader(ScoreTask task) {
    this.task = task;
    this.folder = Folder.at(task.data(), task.hadoop().value());
  }

  /** The block that begins with a sequence. */
  List<TokenSequence> read(long start) {
    long end = Math.min(start + task.block(), task.content().records());
    List<TokenSequence> sequences = new ArrayList<>();
    for (Shard of : task.content().shards()) {
      int from = (int) Math.max(0, start - of.firstSequence());
      int to = (int) Math.min(of.records(), end - of.firstSequence());
      if (from < to) {
        sequences.addAll(read(of).subList(from, to));
      }
    }
    return sequences;
  }

  private List<TokenSequence> read(Shard wanted) {
    if (!wanted.equals(shard)) {
      records = ShardReader.read(folder, wanted);
      shard = wanted;
    }
    return records;
  }
}
