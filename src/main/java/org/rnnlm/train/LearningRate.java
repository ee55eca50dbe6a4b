package org.rnnlm.train;

import java.util.List;
import java.util.Objects;
import org.rnnlm.run.EpochMetrics;

/**
 * Adam's learning rate over a run, as a function of the tokens really trained and of the epochs
 * that are done, so that it does not depend on where a run was resumed. A round trains at the rate
 * of its middle.
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
    COSINE,
    /**
     * It stays within an epoch, and is halved after each whose training loss is above that of the
     * epoch before.
     */
    HALVE_ON_RISE
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

  /** Returns the rate of the epoch that comes after those given, in their order. */
  LearningRate after(List<EpochMetrics> epochs) {
    return switch (schedule) {
      case CONSTANT, COSINE -> this;
      case HALVE_ON_RISE ->
          new LearningRate(schedule, Math.scalb(peak, -rises(epochs)), warmUpTokens);
    };
  }

  private static int rises(List<EpochMetrics> epochs) {
    int rises = 0;
    for (int i = 1; i < epochs.size(); i++) {
      rises += epochs.get(i).trainLoss() > epochs.get(i - 1).trainLoss() ? 1 : 0;
    }
    return rises;
  }

  /**
   * Within an epoch.
   *
   * @param tokens trained so far
   * @param total tokens that the whole run trains
   */
  public double at(long tokens, long total) {
    if (tokens < warmUpTokens) {
      return peak * tokens / warmUpTokens;
    }
    return switch (schedule) {
      case CONSTANT, HALVE_ON_RISE -> peak;
      case COSINE -> {
        double progress =
            Math.min(1, (tokens - warmUpTokens) / (double) Math.max(1, total - warmUpTokens));
        yield peak * (FINAL_SHARE + (1 - FINAL_SHARE) * 0.5 * (1 + Math.cos(Math.PI * progress)));
      }
    };
  }
}
