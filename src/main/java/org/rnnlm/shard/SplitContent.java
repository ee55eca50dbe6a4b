package org.rnnlm.shard;

import java.io.Serializable;
import java.util.List;

/**
 * What one split holds.
 *
 * @param articles articles in it
 * @param characters Unicode code points of the articles' text, and one for the end of each: what
 *     losses per character are divided by
 * @param targets tokens that a model is asked to predict
 * @param unknown tokens of the split that the vocabulary lacks
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
}
