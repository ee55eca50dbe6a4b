package org.rnnlm.run;

import java.io.Serializable;

/**
 * How many spans of a type there are, were found, and were found as they are: from and to the same
 * words.
 */
public record SpanCount(long actual, long predicted, long right) implements Serializable {
  /** The count of no spans. */
  public static final SpanCount NONE = new SpanCount(0, 0, 0);

  public SpanCount {
    if (right < 0 || right > actual || right > predicted) {
      throw new IllegalArgumentException(
          right + " spans are right, of " + actual + " and of " + predicted + " predicted");
    }
  }

  /** Returns the counts of both together. */
  public SpanCount plus(SpanCount other) {
    return new SpanCount(actual + other.actual, predicted + other.predicted, right + other.right);
  }

  /** Share of the spans found that are right; 0 if none was found. */
  public double precision() {
    return predicted == 0 ? 0 : (double) right / predicted;
  }

  /** Share of the spans that were found; 0 if there are none. */
  public double recall() {
    return actual == 0 ? 0 : (double) right / actual;
  }

  /** Returns the harmonic mean of precision and recall; 0 if both are. */
  public double f1() {
    return actual + predicted == 0 ? 0 : 2.0 * right / (actual + predicted);
  }
}
