package org.rnnlm.model;

import java.io.Serializable;

/**
 * Limits on the gradient of the mean loss per token, against exploding gradients (Pascanu et al.,
 * arXiv 1211.5063, algorithm 1). By value first, then by norm.
 *
 * @param value largest absolute value of one component; 0 for no limit
 * @param norm largest Euclidean norm of the whole gradient; 0 for no limit
 */
public record Clipping(double value, double norm) implements Serializable {
  /** No limits. */
  public static final Clipping NONE = new Clipping(0, 0);

  public Clipping {
    if (!(value >= 0) || !(norm >= 0)) {
      throw new IllegalArgumentException(
          "clipping by value "
              + value
              + " and norm "
              + norm
              + ": both must be at least 0 (0: no limit)");
    }
  }
}
