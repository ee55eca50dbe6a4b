package org.rnnlm.shard;

import java.io.Serializable;
import java.util.List;

/**
 * What one split holds.
 *
 * @param articles articles that sequences are of
 * @param characters Unicode code points of the articles' or sentences' text, and one for the end of
 *     each: what losses per character are divided by
 * @param targets tokens that a model is asked to predict, over all sequences: where windows overlap
 *     a token counts in each
 * @param unknown targets that the vocabulary lacks
 * @param records sequences, over all shards
 * @param shards in the order of their sequences
 */
public record SplitContent(
    long articles, long characters, long targets, long unknown, long records, List<Shard> shards)
    implements Serializable {
  public SplitContent {
    shards = List.copyOf(shards);
    long next = 0;
    for (Shard shard : shards) {
      if (shard.firstSequence() != next) {
        throw new IllegalArgumentException(
            "shard "
                + shard.file().name()
                + " begins at sequence "
                + shard.firstSequence()
                + " instead of "
                + next);
      }
      next += shard.records();
    }
    if (next != records) {
      throw new IllegalArgumentException(
          "shards hold " + next + " sequences, the split says " + records);
    }
  }

  /**
   * Returns the share of the targets that are the unknown token; 0 of an empty split. A loss over
   * unknown tokens cannot be compared with that of another vocabulary: the more tokens are unknown,
   * the easier they are to predict.
   */
  public double unknownShare() {
    return targets == 0 ? 0 : (double) unknown / targets;
  }

  /** Targets of a sequence in the mean, rounded up: all that it has in a stream. */
  public long meanTargets() {
    return records == 0 ? 0 : (targets + records - 1) / records;
  }
}
