package org.rnnlm.train;

import java.util.List;

/**
 * How many validations in a row may be without a lower loss than the lowest before them. It is
 * counted from a run's first validation on, so that it runs out at the same one after a resume.
 *
 * @param validations that may be; the last of them uses it up. 0 for patience without end
 * @param improvement by which a loss has to be lower to count as lower, in nats
 */
public record Patience(int validations, double improvement) {
  /** Patience without end. */
  public static final Patience ENDLESS = new Patience(0, 0);

  public Patience {
    if (validations < 0 || !(improvement >= 0 && Double.isFinite(improvement))) {
      throw new IllegalArgumentException(
          "patience for "
              + validations
              + " validations without an improvement of "
              + improvement
              + ": both must be at least 0");
    }
  }

  /**
   * Returns how often it ran out; each time it is counted anew.
   *
   * @param losses of all validations of a run, in their order
   */
  int exhausted(List<Double> losses) {
    double lowest = Double.POSITIVE_INFINITY;
    int without = 0;
    int times = 0;
    for (double loss : losses) {
      if (loss < lowest - improvement) {
        lowest = loss;
        without = 0;
      } else if (++without == validations) {
        times++;
        without = 0;
      }
    }
    return times;
  }
}
