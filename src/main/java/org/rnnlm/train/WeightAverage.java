package org.rnnlm.train;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.Validation;

/**
 * This says of which of a run's parameters an average is kept. It is what is scored, sampled and
 * stored for use; training goes on from the parameters themselves. What is averaged are the
 * parameters after each round, the workers' mean.
 *
 * @param kind what is averaged
 * @param patience of {@link Kind#NT_ASGD}: how many of the last validations do not count as the
 *     lowest, at least 0
 * @param decay of {@link Kind#EMA}: what the average keeps of itself at each step of the optimizer,
 *     above 0 and below 1
 */
public record WeightAverage(Kind kind, int patience, double decay) {
  public static final WeightAverage NONE = new WeightAverage(Kind.NONE, 5, 0.999);

  private static final double ETA = 9;

  /** This says what is averaged. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /**
     * It takes all rounds alike, once a validation's loss is above the lowest of those before the
     * last few (Merity et al., arXiv 1708.02182, algorithm 1, with any optimizer and not only SGD).
     */
    NT_ASGD,
    /**
     * It takes all rounds, exponentially less the longer they are past (Polyak and Juditsky's,
     * faded).
     */
    EMA
  }

  public WeightAverage {
    Objects.requireNonNull(kind, "kind");
    if (patience < 0) {
      throw new IllegalArgumentException(
          "average patience is " + patience + ", it must be at least 0");
    }
    if (!(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "average decay is " + decay + ", it must be above 0 and below 1");
    }
  }

  public boolean none() {
    return kind == Kind.NONE;
  }

  /**
   * Returns the round after which averaging began, where a run stands; nothing if it has not. It
   * follows from the validations alone, so that it does not depend on where a run was resumed.
   */
  OptionalInt begun(TrainingState state) {
    return switch (kind) {
      case NONE -> OptionalInt.empty();
      case EMA -> OptionalInt.of(0);
      case NT_ASGD -> triggered(state.scored());
    };
  }

  private OptionalInt triggered(List<Validation> scored) {
    double lowest = Double.POSITIVE_INFINITY; // of all but the last few before
    for (int i = patience + 1; i < scored.size(); i++) {
      lowest = Math.min(lowest, scored.get(i - patience - 1).loss());
      if (scored.get(i).loss() > lowest) {
        return OptionalInt.of(scored.get(i).round());
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Returns how much of the average a round's parameters become. An exponential one begins as that
   * of about the last tenth of all rounds (polynomial decay averaging, Shamir and Zhang, ICML 2013,
   * with eta 9), until {@link #decay} makes it longer; so what a run began with is soon forgotten.
   *
   * @param rounds averaged with this one, at least 1
   * @param steps of the optimizer that the round took
   */
  double share(int rounds, int steps) {
    return kind == Kind.EMA
        ? Math.max((ETA + 1) / (ETA + rounds), 1 - Math.pow(decay, steps))
        : 1.0 / rounds;
  }
}
