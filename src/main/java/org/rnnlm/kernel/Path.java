package org.rnnlm.kernel;

/** The ways to compute a recurrent layer with oneDNN. */
public enum Path {
  /** oneDNN's RNN primitives: all steps in one call. */
  PRIMITIVE,
  /** A product a step over weights packed once, and the cell in Java ({@link SteppedRecurrent}). */
  STEPPED
}
