package org.rnnlm.model;

/** The recurrent cell. */
public enum Cell {
  /** h = tanh(W x + R h + b), Elman's network (Cognitive Science 14, 1990). */
  SIMPLE_RNN,
  /**
   * Long short-term memory with a forget gate (Gers et al., Neural Computation 12, 2000), no
   * peepholes.
   */
  LSTM
}
