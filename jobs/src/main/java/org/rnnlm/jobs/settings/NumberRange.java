package org.rnnlm.jobs.settings;

import java.math.BigDecimal;

/** Says in words which numbers lie between two ends, both included. */
final class NumberRange {
  private NumberRange() {}

  static String describe(int min, int max) {
    return describe(min, max, min == Integer.MIN_VALUE, max == Integer.MAX_VALUE);
  }

  static String describe(long min, long max) {
    return describe(min, max, min == Long.MIN_VALUE, max == Long.MAX_VALUE);
  }

  static String describe(double min, double max) {
    return describe(
        Double.isInfinite(min) || min == -Double.MAX_VALUE ? "" : lowerEnd(min),
        Double.isInfinite(max) || max == Double.MAX_VALUE ? "" : upperEnd(max));
  }

  private static String describe(long min, long max, boolean noMin, boolean noMax) {
    if (!noMin && !noMax) {
      return " from " + min + " to " + max;
    }
    return describe(noMin ? "" : "at least " + min, noMax ? "" : "at most " + max);
  }

  private static String describe(String lower, String upper) {
    String and = lower.isEmpty() || upper.isEmpty() ? "" : " and ";
    String ends = lower + and + upper;
    return ends.isEmpty() ? "" : ", " + ends;
  }

  private static String lowerEnd(double min) {
    double below = Math.nextDown(min);
    return isShorter(below, min) ? "more than " + number(below) : "at least " + number(min);
  }

  private static String upperEnd(double max) {
    double above = Math.nextUp(max);
    return isShorter(above, max) ? "less than " + number(above) : "at most " + number(max);
  }

  /** Returns whether an end is the neighbour of the number that the caller meant to leave out. */
  private static boolean isShorter(double neighbour, double end) {
    return number(neighbour).length() < number(end).length();
  }

  /**
   * Returns a number as one writes it: 0.0005 rather than 5.0E-4, unless it is very large or very
   * small.
   */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return Long.toString((long) value);
    }
    boolean plain = Math.abs(value) >= 1e-7 && Math.abs(value) < 1e15;
    return plain
        ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }
}
