package org.rnnlm.model;

/** How a head of tags chooses them. */
public enum TagDecoder {
  /** Each by itself: a softmax at each step. */
  SOFTMAX,
  /** All of a sentence together: a linear-chain CRF. */
  CRF
}
