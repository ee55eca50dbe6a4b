package org.rnnlm.generate;

/** Natural logarithms of a distribution. */
final class LogProbabilities {
  private LogProbabilities() {}

  static double[] of(double[] probabilities) {
    double[] logs = new double[probabilities.length];
    for (int id = 0; id < logs.length; id++) {
      logs[id] = of(probabilities[id]);
    }
    return logs;
  }

  /** A softmax in single precision ends at the smallest float. */
  static double of(double probability) {
    return Math.log(Math.max(probability, Float.MIN_VALUE));
  }
}
