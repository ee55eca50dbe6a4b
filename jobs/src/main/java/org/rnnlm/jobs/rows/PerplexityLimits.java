package org.rnnlm.jobs.rows;

import java.io.Serializable;
import java.util.Optional;

/**
 * Which perplexities a row may have to be written.
 *
 * @param least 0 for no limit
 * @param most infinite for no limit
 */
public record PerplexityLimits(double least, double most) implements Serializable {
  private static final String BELOW = "perplexity-below-the-least";
  private static final String ABOVE = "perplexity-above-the-most";

  /** All are written. */
  public static final PerplexityLimits NONE = new PerplexityLimits(0, Double.POSITIVE_INFINITY);

  public PerplexityLimits {
    if (!(least >= 0) || !(most >= least)) {
      throw new IllegalArgumentException(
          "the least perplexity is " + least + " and the most " + most);
    }
  }

  /** Returns whether rows are left out at all. */
  public boolean areSet() {
    return !equals(NONE);
  }

  Optional<String> reasonAgainst(double perplexity) {
    if (perplexity < least) {
      return Optional.of(BELOW);
    }
    return perplexity <= most ? Optional.empty() : Optional.of(ABOVE);
  }
}
