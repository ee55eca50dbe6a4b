package org.rnnlm.train;

import java.util.List;
import java.util.Objects;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.TrainingState;

/**
 * The optimizer's learning rate over a run, as a function of the tokens really trained and of the
 * epochs and validations that are done, so that it does not depend on where a run was resumed. A
 * round trains at the rate of its middle.
 *
 * @param schedule its shape
 * @param peak the highest rate, above 0
 * @param warmUpTokens over which it first rises from 0 in a straight line, or those of one cycle's
 *     rise; 0 for no warm-up, and for one cycle's own
 * @param plateau of the schedule of that name; not looked at by others
 */
public record LearningRate(Schedule schedule, double peak, long warmUpTokens, Plateau plateau) {
  /** What a cosine falls to, as a share of the peak. */
  private static final double FINAL_SHARE = 0.1;

  /** What one cycle rises from, as a share of the peak, as PyTorch has it. */
  private static final double CYCLE_START = 1.0 / 25;

  /** What it falls to, as a share of what it rose from. */
  private static final double CYCLE_END = 1e-4;

  /** The share of a run in which it rises. */
  private static final double CYCLE_RISE = 0.3;

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
    HALVE_ON_RISE,
    /**
     * It stays until the validation loss no longer falls, and is lowered each time, as {@link
     * Plateau} says.
     */
    PLATEAU,
    /**
     * It rises from a 25th along half a cosine in the first three tenths of a run, and falls along
     * another to a ten-thousandth of that (Smith and Topin, arXiv 1708.07120, in the shape of
     * PyTorch's {@code OneCycleLR}; momentum stays).
     */
    ONE_CYCLE;

    /** Returns whether it depends on how many tokens a whole run trains. */
    public boolean stretches() {
      return switch (this) {
        case COSINE, ONE_CYCLE -> true;
        case CONSTANT, HALVE_ON_RISE, PLATEAU -> false;
      };
    }
  }

  public LearningRate {
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(plateau, "plateau");
    if (!(peak > 0)) {
      throw new IllegalArgumentException("learning rate is " + peak + ", it must be above 0");
    }
    if (warmUpTokens < 0) {
      throw new IllegalArgumentException(
          "warm-up is " + warmUpTokens + " tokens, it must be at least 0");
    }
  }

  /** Makes one of a schedule that looks at no plateau, or whose is half of the rate. */
  public LearningRate(Schedule schedule, double peak, long warmUpTokens) {
    this(schedule, peak, warmUpTokens, Plateau.HALF);
  }

  /** Returns the rate of what is trained next, where a run stands. */
  LearningRate after(TrainingState state) {
    return after(state.epochs(), state.validLosses());
  }

  /**
   * Returns the rate of what comes after some epochs and validations, in their order.
   *
   * @param validLosses of all validations, those at the epochs' ends among them
   */
  LearningRate after(List<EpochMetrics> epochs, List<Double> validLosses) {
    return switch (schedule) {
      case CONSTANT, COSINE, ONE_CYCLE -> this;
      case HALVE_ON_RISE -> withPeak(Math.scalb(peak, -rises(epochs)));
      case PLATEAU -> withPeak(plateau.after(validLosses, peak));
    };
  }

  private LearningRate withPeak(double other) {
    return new LearningRate(schedule, other, warmUpTokens, plateau);
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
    if (schedule == Schedule.ONE_CYCLE) {
      return cycle(tokens, total);
    }
    if (tokens < warmUpTokens) {
      return peak * tokens / warmUpTokens;
    }
    return switch (schedule) {
      case CONSTANT, HALVE_ON_RISE, PLATEAU, ONE_CYCLE -> peak;
      case COSINE -> {
        double progress =
            Math.min(1, (tokens - warmUpTokens) / (double) Math.max(1, total - warmUpTokens));
        yield peak * (FINAL_SHARE + (1 - FINAL_SHARE) * 0.5 * (1 + Math.cos(Math.PI * progress)));
      }
    };
  }

  private double cycle(long tokens, long total) {
    double rise = warmUpTokens > 0 ? warmUpTokens : CYCLE_RISE * total;
    double start = peak * CYCLE_START;
    if (tokens < rise) {
      return between(start, peak, tokens / rise);
    }
    double progress = Math.min(1, (tokens - rise) / Math.max(1, total - rise));
    return between(peak, start * CYCLE_END, progress);
  }

  /** Goes from one rate to another along half a cosine. */
  private static double between(double from, double to, double progress) {
    return to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * progress));
  }
}
