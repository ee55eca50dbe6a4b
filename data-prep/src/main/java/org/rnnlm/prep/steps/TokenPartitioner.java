package org.rnnlm.prep.steps;

import org.apache.spark.Partitioner;

/**
 * Says which of some parts holds a token: by its hash. A part's number is a key as a token is, so
 * that tokens can be brought there many at a time.
 */
final class TokenPartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int parts;

  TokenPartitioner(int parts) {
    this.parts = parts;
  }

  @Override
  public int numPartitions() {
    return parts;
  }

  /** Returns the part of a token's hash. */
  int partition(int hash) {
    return Math.floorMod(hash, parts);
  }

  @Override
  public int getPartition(Object key) {
    return key instanceof Integer part ? part : partition(key.hashCode());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenPartitioner partitioner && partitioner.parts == parts;
  }

  @Override
  public int hashCode() {
    return parts;
  }
}
