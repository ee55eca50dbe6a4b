package org.rnnlm.shard;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import org.rnnlm.io.DataException;

/** Re-reads a whole shard set and proves it against its manifest. */
public final class ShardVerifier {
  private ShardVerifier() {}

  /**
   * Proves sizes and hashes; that sequences are numbered without a gap, so that none is there
   * twice; their lengths; the count of tokens; that every id is in the vocabulary; and that no
   * article in which a sequence begins is in two splits, unless a single text is divided by
   * position.
   *
   * @return how many sequences there are
   * @throws DataException naming the first file that is not as it should be
   */
  public static long verify(ShardSet data) {
    long records = 0;
    Map<Split, ArticleIds> articles = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      SplitContent content = data.split(split);
      ArticleIds ids = new ArticleIds();
      articles.put(split, ids);
      long targets = content.shards().stream().mapToLong(shard -> verify(data, shard, ids)).sum();
      if (targets != content.targets()) {
        throw new DataException(
            data.folder().location(split.key())
                + " holds "
                + targets
                + " tokens to predict, the manifest says "
                + content.targets());
      }
      records += content.records();
    }
    if (!isDividedByPosition(data)) {
      verifyDisjoint(data, articles);
    }
    return records;
  }

  /** Then each split has a part of the one text that was kept. */
  private static boolean isDividedByPosition(ShardSet data) {
    long kept = data.manifest().pages().getOrDefault("kept", 0L);
    long parts = 0;
    for (Split split : Split.values()) {
      parts += data.split(split).articles();
    }
    return kept == 1 && parts > 1;
  }

  private static void verifyDisjoint(ShardSet data, Map<Split, ArticleIds> articles) {
    for (Split one : Split.values()) {
      for (Split other : Split.values()) {
        if (one.ordinal() >= other.ordinal()) {
          continue;
        }
        OptionalLong shared = articles.get(one).shared(articles.get(other));
        if (shared.isPresent()) {
          throw new DataException(
              data.folder().location(one.key())
                  + " and "
                  + other.key()
                  + " both have article "
                  + shared.getAsLong()
                  + ": what is trained on must not be tested on; prepare the corpus again");
        }
      }
    }
  }

  /** The shard's number of targets. */
  private static long verify(ShardSet data, Shard shard, ArticleIds articles) {
    long targets = 0;
    for (TokenSequence sequence : ShardReader.read(data.folder(), shard)) {
      articles.add(sequence.article());
      if (sequence.targets() > data.manifest().length()) {
        throw new DataException(
            data.folder().location(shard.file().name())
                + ": sequence "
                + sequence.sequence()
                + " has "
                + sequence.tokens().length
                + " tokens, more than the length of "
                + data.manifest().length()
                + " and one");
      }
      for (int token : sequence.tokens()) {
        if (token < 0 || token >= data.vocabulary().size()) {
          throw new DataException(
              data.folder().location(shard.file().name())
                  + ": sequence "
                  + sequence.sequence()
                  + " has token id "
                  + token
                  + ", outside the vocabulary of "
                  + data.vocabulary().size());
        }
      }
      targets += sequence.targets();
    }
    return targets;
  }
}
