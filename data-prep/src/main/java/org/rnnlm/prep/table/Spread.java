package org.rnnlm.prep.table;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How positive numbers are spread, counted in steps of a sixteenth of a doubling: quantiles are
 * right within 2.2 %, and counts of parts add up to those of the whole.
 *
 * @param counts by step, the floor of 16 times the logarithm to base 2
 */
record Spread(SortedMap<Integer, Long> counts) implements Serializable {
  private static final int STEPS = 16; // of a doubling
  private static final double LN_2 = StrictMath.log(2);

  Spread {
    counts = new TreeMap<>(counts);
  }

  static Spread none() {
    return new Spread(new TreeMap<>());
  }

  /** Adds a number to this spread. */
  void add(double value) {
    counts.merge((int) StrictMath.floor(STEPS * StrictMath.log(value) / LN_2), 1L, Long::sum);
  }

  void addAll(Spread other) {
    other.counts.forEach((step, count) -> counts.merge(step, count, Long::sum));
  }

  long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Returns about which number a share of all is not above: the middle of its step.
   *
   * @throws IllegalStateException if there are none
   */
  double quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * count()));
    long below = 0;
    for (Map.Entry<Integer, Long> step : counts.entrySet()) {
      below += step.getValue();
      if (below >= rank) {
        return StrictMath.exp((step.getKey() + 0.5) * LN_2 / STEPS);
      }
    }
    throw new IllegalStateException("there are no numbers");
  }

  /** Returns how many are below the key, and at least half of it; keys are powers of two. */
  Map<String, Long> doublings() {
    Map<String, Long> doublings = new LinkedHashMap<>();
    counts.forEach(
        (step, count) -> doublings.merge(power(Math.floorDiv(step, STEPS) + 1), count, Long::sum));
    return doublings;
  }

  private static String power(int exponent) {
    double power = Math.scalb(1.0, exponent);
    return power < Long.MAX_VALUE && power >= 1
        ? Long.toString((long) power)
        : Double.toString(power);
  }
}
