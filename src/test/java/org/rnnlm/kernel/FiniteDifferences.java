package org.rnnlm.kernel;

import java.util.function.DoubleSupplier;

/** Gradients by central differences. */
final class FiniteDifferences {
  private FiniteDifferences() {}

  /**
   * The gradient with respect to values that are changed in place, one by one, and put back.
   *
   * @param loss computes the loss anew
   * @param step to both sides
   */
  static double[] gradient(double[] values, double step, DoubleSupplier loss) {
    double[] gradient = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      values[i] = value + step;
      double above = loss.getAsDouble();
      values[i] = value - step;
      double below = loss.getAsDouble();
      values[i] = value;
      gradient[i] = (above - below) / (2 * step);
    }
    return gradient;
  }
}
