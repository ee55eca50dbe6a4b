package org.rnnlm.run;

import java.io.Serializable;

/**
 * The Euclidean norms that the gradients of some steps had before anything was clipped: those of
 * the mean loss per prediction, as the limits of {@code train.clip-norm} and {@code clip-value}
 * are.
 *
 * @param steps of the optimizer whose gradients these are
 * @param mean norm; NaN without a step
 * @param largest norm; NaN without a step
 * @param clipped share of the steps whose gradient was above a limit, from 0 to 1; NaN without a
 *     step
 */
public record GradientNorms(int steps, double mean, double largest, double clipped)
    implements Serializable {
  /** Those of no steps; also those of rounds that do not tell. */
  public static final GradientNorms NONE = new GradientNorms(0, Double.NaN, Double.NaN, Double.NaN);

  /** Makes those of one step. */
  public static GradientNorms of(double norm, boolean clipped) {
    return new GradientNorms(1, norm, norm, clipped ? 1 : 0);
  }

  /** Returns the norms of these steps and of others. */
  public GradientNorms and(GradientNorms other) {
    if (steps == 0 || other.steps == 0) {
      return steps == 0 ? other : this;
    }
    int both = steps + other.steps;
    double share = other.steps / (double) both;
    return new GradientNorms(
        both,
        mean + share * (other.mean - mean),
        Math.max(largest, other.largest),
        clipped + share * (other.clipped - clipped));
  }
}
