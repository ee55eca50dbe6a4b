package org.rnnlm.train.outer;

/** What becomes of the state of the workers' optimizers, such as Adam's moments, between rounds. */
public enum InnerMoments {
  /** All start a round from their mean. */
  AVERAGE,
  /** Each worker goes on with its own, kept in the run's folder from round to round. */
  KEEP
}
