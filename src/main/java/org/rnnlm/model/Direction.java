package org.rnnlm.model;

/** The ways in which a recurrent layer reads a sequence. */
public enum Direction {
  /** From the first token to the last. */
  FORWARD,
  /** Forward and backward side by side, with units of its own each way. */
  BOTH
}
