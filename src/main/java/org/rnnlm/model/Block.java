package org.rnnlm.model;

/** Blocks are what the recurrent layers of a model stand in. */
public enum Block {
  /** Each right on the one before. */
  PLAIN,
  /**
   * Each adds to a stream, and a feed-forward part after it, as {@link
   * org.rnnlm.layer.ResidualBlock} tells.
   */
  RESIDUAL
}
