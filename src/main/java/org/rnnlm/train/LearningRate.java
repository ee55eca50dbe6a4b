package org.rnnlm.train;

import java.util.Objects;

/**
 * Adam's learning rate over a run, as a function of the tokens really trained, so that it does not
 * depend on where a run was resumed. A round trains at the rate of its middle.
 *
 * @param schedule its shape
 * @param peak the highest rate, above 0
 * @param warmUpTokens over which it first rises from 0 in a straight line; 0 for no warm-up
 */
public record LearningRate(Schedule schedule, double peak, long warmUpTokens) {
  /** What a cosine falls to, as a share of the peak. */
  private static final double FINAL_SHARE = 0.1;

  /** How the rate goes on after the warm-up. */
  public enum Schedule {
    /** It stays. */
    CONSTANT,
    /**
     * It falls along half a cosine to a tenth (Loshchilov and Hutter, arXiv 1608.03983, no
     * restarts).
     */
    COSINE
  }

  public LearningRate {
    Objects.requireNonNull(schedule, "schedule");
    if (!(peak > 0)) {
      throw new IllegalArgumentException("learning rate is " + peak + ", it must be above 0");
    }
    if (warmUpTokens < 0) {
      throw new IllegalArgumentException(
          "warm-up is " + warmUpTokens + " tokens, it must be at least 0");
    }
  }

  /**
   * @param tokens trained so far
   * @param total tokens that the whole run trains
   */
  double at(long tokens, long total) {
    if (tokens < warmUpTokens) {
      return peak * tokens / warmUpTokens;
    }
    return switch (schedule) {
      case CONSTANT -> peak;
      case COSINE -> {
        double progress =
            Math.min(1, (tokens - warmUpTokens) / (double) Math.max(1, total - warmUpTokens));
        yield peak * (FINAL_SHARE + (1 - FINAL_SHARE) * 0.5 * (1 + Math.cos(Math.PI * progress)));
      }
    };
  }
}
