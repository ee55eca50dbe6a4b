package org.rnnlm.shard;

import org.rnnlm.io.DataException;

/** Re-reads a whole shard set and proves it against its manifest. */
public final class ShardVerifier {
  private ShardVerifier() {}

  /**
   * Proves sizes and hashes, the order and length of sequences, the count of tokens, and that every
   * id is in the vocabulary.
   *
   * @return how many sequences there are
   * @throws DataException naming the first file that is not as it should be
   */
  public static long verify(ShardSet data) {
    long records = 0;
    for (Split split : Split.values()) {
      SplitContent content = data.split(split);
      long targets = content.shards().stream().mapToLong(shard -> verify(data, shard)).sum();
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
    return records;
  }

  /** The shard's number of targets. */
  private static long verify(ShardSet data, Shard shard) {
    long targets = 0;
    for (TokenSequence sequence : ShardReader.read(data.folder(), shard)) {
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
