package org.rnnlm.kernel;

/** Which passes a recurrent kernel makes. */
public enum Passes {
  FORWARD,
  /** Backward too, for the gradients of the weights: the input is data, which has none. */
  WEIGHT_GRADIENTS,
  /** Backward too, for all gradients. */
  ALL
}
