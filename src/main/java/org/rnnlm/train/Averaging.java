package org.rnnlm.train;

/** Which of the training masters averages the workers' parameters. */
public enum Averaging {
  /** {@link ShardTrainingMaster}: workers read shards, the mean is weighted by tokens. */
  SHARDS,
  /**
   * DL4J's own {@code ParameterAveragingTrainingMaster} over data sets in memory, as a baseline.
   */
  DL4J
}
