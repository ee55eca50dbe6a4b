package org.rnnlm.kernel;

/** The order in which kernels keep activations, slowest dimension first. */
public enum Layout {
  /** [time, batch, unit]; states [batch, unit]. */
  TIME_BATCH_UNIT
}
