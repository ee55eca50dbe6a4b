package org.rnnlm.kernel;

import java.util.Arrays;

/**
 * Records computations on doubles, so that they can be differentiated backwards: what a reference
 * needs is then only its equations. A number on the tape is known by its index.
 */
final class Tape {
  private static final int NONE = -1;

  private double[] values = new double[1024];
  private int[] left = new int[1024];
  private int[] right = new int[1024];
  private double[] byLeft = new double[1024]; // derivative with respect to the left operand
  private double[] byRight = new double[1024];
  private int length;

  /** A number that nothing on the tape led to. */
  int variable(double value) {
    return record(value, NONE, 0, NONE, 0);
  }

  int[] variables(double[] some) {
    return Arrays.stream(some).mapToInt(this::variable).toArray();
  }

  int add(int a, int b) {
    return record(values[a] + values[b], a, 1, b, 1);
  }

  int multiply(int a, int b) {
    return record(values[a] * values[b], a, values[b], b, values[a]);
  }

  /** Times a constant. */
  int scale(int a, double factor) {
    return record(factor * values[a], a, factor, NONE, 0);
  }

  /** 1 - a. */
  int complement(int a) {
    return record(1 - values[a], a, -1, NONE, 0);
  }

  int tanh(int a) {
    double value = Math.tanh(values[a]);
    return record(value, a, 1 - value * value, NONE, 0);
  }

  int sigmoid(int a) {
    double value = 1 / (1 + Math.exp(-values[a]));
    return record(value, a, value * (1 - value), NONE, 0);
  }

  int exp(int a) {
    double value = Math.exp(values[a]);
    return record(value, a, value, NONE, 0);
  }

  int log(int a) {
    return record(Math.log(values[a]), a, 1 / values[a], NONE, 0);
  }

  int root(int a) {
    double value = Math.sqrt(values[a]);
    return record(value, a, 0.5 / value, NONE, 0);
  }

  int quotient(int a, int b) {
    double value = values[a] / values[b];
    return record(value, a, 1 / values[b], b, -value / values[b]);
  }

  /** a + 0.5 where a is above 0, otherwise the logistic function of it. */
  int positive(int a) {
    return values[a] > 0 ? record(values[a] + 0.5, a, 1, NONE, 0) : sigmoid(a);
  }

  private int record(double value, int a, double byA, int b, double byB) {
    if (length == values.length) {
      grow();
    }
    values[length] = value;
    left[length] = a;
    byLeft[length] = byA;
    right[length] = b;
    byRight[length] = byB;
    return length++;
  }

  private void grow() {
    values = Arrays.copyOf(values, 2 * length);
    left = Arrays.copyOf(left, 2 * length);
    right = Arrays.copyOf(right, 2 * length);
    byLeft = Arrays.copyOf(byLeft, 2 * length);
    byRight = Arrays.copyOf(byRight, 2 * length);
  }

  double value(int of) {
    return values[of];
  }

  double[] values(int[] of) {
    return Arrays.stream(of).mapToDouble(this::value).toArray();
  }

  /** Derivatives, with respect to everything, of the sum of some numbers times their weights. */
  double[] derivatives(int[] of, double[] weights) {
    double[] derivatives = new double[length];
    for (int i = 0; i < of.length; i++) {
      derivatives[of[i]] += weights[i];
    }
    for (int i = length - 1; i >= 0; i--) {
      if (left[i] != NONE) {
        derivatives[left[i]] += derivatives[i] * byLeft[i];
      }
      if (right[i] != NONE) {
        derivatives[right[i]] += derivatives[i] * byRight[i];
      }
    }
    return derivatives;
  }
}
