package org.rnnlm.layer;

/** How one vector is made of a sequence's steps. */
public enum Pooling {
  /**
   * The last step. Of a bidirectional layer the forward half of the last one and the backward half
   * of the first: where each direction has read the whole sequence, as Keras has it.
   */
  LAST,
  /** The mean of all steps that are there. */
  MEAN
}
