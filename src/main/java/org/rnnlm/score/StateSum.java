package org.rnnlm.score;

import org.rnnlm.layer.Pooling;

/** Adds up the states of one text, step after step, as far as they count. */
final class StateSum {
  private final int first;
  private final int last;
  private double[] sum = {};

  /**
   * @param steps that the text is read in; the first one reads what stands before it
   */
  StateSum(Pooling pooling, int steps) {
    this.last = steps - 1;
    this.first = pooling == Pooling.LAST ? last : Math.min(1, last);
  }

  /** Takes the state after a step. */
  void add(int step, float[] states, int from, int size) {
    if (step < first || step > last) {
      return;
    }
    sum = sum.length == 0 ? new double[size] : sum;
    for (int unit = 0; unit < size; unit++) {
      sum[unit] += states[from + unit];
    }
  }

  float[] mean() {
    float[] mean = new float[sum.length];
    for (int unit = 0; unit < mean.length; unit++) {
      mean[unit] = (float) (sum[unit] / (last - first + 1));
    }
    return mean;
  }
}
