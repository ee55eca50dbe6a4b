package org.rnnlm.prep.steps;

import java.io.Serializable;
import org.rnnlm.shard.Split;

/**
 * How many sequences and shards the splits have; a split's shards have equally many sequences, but
 * for the last one.
 */
final class ShardNumbers implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] records; // by split
  private final long[] shardRecords;

  /**
   * @param records sequences by split
   * @param tokens that they are trained for, by split
   * @param shardTokens about how many of them a shard holds
   */
  ShardNumbers(long[] records, long[] tokens, long shardTokens) {
    this.records = records.clone();
    this.shardRecords = new long[records.length];
    for (int split = 0; split < records.length; split++) {
      long shards = Math.max(1, (tokens[split] + shardTokens - 1) / shardTokens);
      shardRecords[split] = Math.max(1, (records[split] + shards - 1) / shards);
    }
  }

  long records(Split split) {
    return records[split.ordinal()];
  }

  /** Sequences of all shards of a split but the last. */
  long shardRecords(Split split) {
    return shardRecords[split.ordinal()];
  }

  int shards(Split split) {
    return Math.toIntExact((records(split) + shardRecords(split) - 1) / shardRecords(split));
  }

  int shards() {
    int all = 0;
    for (Split split : Split.values()) {
      all += shards(split);
    }
    return all;
  }

  long firstRecord(Split split, int shard) {
    return shard * shardRecords(split);
  }

  /** Returns the split that a shard, given by its index among those of all splits, is of. */
  Split splitOf(int index) {
    for (Split split : Split.values()) {
      if (index < index(split, shards(split))) {
        return split;
      }
    }
    throw new IllegalArgumentException("shard " + index + " of " + shards());
  }

  /** Index of a shard among those of all splits. */
  int index(Split split, int shard) {
    int index = shard;
    for (int before = 0; before < split.ordinal(); before++) {
      index += shards(Split.values()[before]);
    }
    return index;
  }
}
