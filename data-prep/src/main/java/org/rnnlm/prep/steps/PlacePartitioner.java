package org.rnnlm.prep.steps;

import org.apache.spark.Partitioner;

/**
 * Cuts the range of hashes into equal parts, so that the order over all parts is that of the
 * hashes.
 */
final class PlacePartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int partitions;

  PlacePartitioner(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object key) {
    return partition(((Place) key).hash(), partitions);
  }

  /** Returns which of some partitions holds the documents of a hash. */
  static int partition(long hash, int partitions) {
    long unsigned = hash ^ Long.MIN_VALUE; // signed order to unsigned order
    return (int) Math.multiplyHigh(unsigned >>> 1, 2L * partitions);
  }
}
