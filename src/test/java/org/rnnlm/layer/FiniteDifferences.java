package org.rnnlm.layer;

import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gradients by central differences of fourth order, for losses computed in single precision. */
final class FiniteDifferences {
  private static final double STEP = 0.01;

  private FiniteDifferences() {}

  /**
   * The gradient with respect to values that are changed in place, one by one, and put back.
   *
   * @param loss computes the loss anew
   */
  static INDArray gradient(INDArray values, DoubleSupplier loss) {
    INDArray gradient = values.ulike();
    for (long i = 0; i < values.length(); i++) {
      float value = values.getFloat(i);
      double near = at(values, i, value + STEP, loss) - at(values, i, value - STEP, loss);
      double far = at(values, i, value + 2 * STEP, loss) - at(values, i, value - 2 * STEP, loss);
      values.putScalar(i, value);
      gradient.putScalar(i, (8 * near - far) / (12 * STEP));
    }
    return gradient;
  }

  /** The derivative in one direction, made a unit long. */
  static double along(INDArray direction, INDArray values, DoubleSupplier loss) {
    INDArray start = values.dup();
    INDArray step = direction.mul(STEP / direction.norm2Number().doubleValue());
    double near = at(values, start.add(step), loss) - at(values, start.sub(step), loss);
    INDArray twice = step.mul(2);
    double far = at(values, start.add(twice), loss) - at(values, start.sub(twice), loss);
    values.assign(start);
    return (8 * near - far) / (12 * STEP);
  }

  private static double at(INDArray values, INDArray there, DoubleSupplier loss) {
    values.assign(there);
    return loss.getAsDouble();
  }

  private static double at(INDArray values, long i, double value, DoubleSupplier loss) {
    values.putScalar(i, value);
    return loss.getAsDouble();
  }
}
