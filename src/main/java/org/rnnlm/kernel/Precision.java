package org.rnnlm.kernel;

/**
 * What products are computed in. Weights, gradients, sums, cell states and losses are single
 * precision in both.
 */
public enum Precision {
  F32,
  /** Inputs of products rounded to 8 bits of mantissa (Kalamkar et al., arXiv 1905.12322). */
  BF16
}
