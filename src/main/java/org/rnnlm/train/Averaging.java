package org.rnnlm.train;

/** Who averages the workers' parameters. */
public enum Averaging {
  /** {@link ShardRounds}: workers read shards, the mean is weighted by tokens. */
  SHARDS,
  /**
   * DL4J's own {@code ParameterAveragingTrainingMaster} over data sets in memory, as a baseline.
   */
  DL4J;

  /** Whether this can be done here: on Spark 4 there is no {@link #DL4J}. */
  public boolean isThere() {
    return this != DL4J || Baseline.find().isPresent();
  }
}
