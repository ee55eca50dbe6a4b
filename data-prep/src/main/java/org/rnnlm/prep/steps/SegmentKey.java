package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.Comparator;
import org.apache.spark.Partitioner;

/**
 * Where a segment goes.
 *
 * @param shard index among the shards of all splits
 * @param position of its first token in the split's stream, or its sequence's number in the split
 */
record SegmentKey(int shard, long position) implements Comparable<SegmentKey>, Serializable {
  private static final Comparator<SegmentKey> ORDER =
      Comparator.comparingInt(SegmentKey::shard).thenComparingLong(SegmentKey::position);

  @Override
  public int compareTo(SegmentKey other) {
    return ORDER.compare(this, other);
  }

  /** A partition a shard. */
  static final class ByShard extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int shards;

    ByShard(int shards) {
      this.shards = shards;
    }

    @Override
    public int numPartitions() {
      return shards;
    }

    @Override
    public int getPartition(Object key) {
      return ((SegmentKey) key).shard();
    }
  }
}
