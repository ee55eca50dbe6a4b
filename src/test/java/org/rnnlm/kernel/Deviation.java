package org.rnnlm.kernel;

/** How far computed values are from expected ones. */
final class Deviation {
  private Deviation() {}

  /** The largest difference, relative to the largest value expected; absolute if all are 0. */
  static double relative(double[] actual, double[] expected) {
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    return largest == 0 ? difference : difference / largest;
  }

  /** The Euclidean norm of the difference, relative to that of what is expected. */
  static double inNorm(double[] actual, double[] expected) {
    double norm = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      norm += expected[i] * expected[i];
      difference += (actual[i] - expected[i]) * (actual[i] - expected[i]);
    }
    return Math.sqrt(difference / norm);
  }
}
