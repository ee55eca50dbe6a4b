package org.rnnlm.kernel;

/** The order in which a kernel keeps activations, slowest dimension first. */
public enum Layout {
  /** [time, batch, unit]; states [batch, unit]. */
  TIME_BATCH_UNIT,
  /** [time, unit, batch]; states [unit, batch]. */
  TIME_UNIT_BATCH
}
