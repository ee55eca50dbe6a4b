package org.rnnlm.layer;

import java.io.Serializable;
import org.bytedeco.javacpp.FloatPointer;
import org.rnnlm.kernel.SoftmaxKernel;
import org.rnnlm.kernel.Vectors;

/**
 * A penalty is added to a language model's gradient, against large and against fast changing
 * activations of its last recurrent layer, h [time, batch, units] (Merity, McCann and Socher, arXiv
 * 1708.01009): that of
 *
 * <pre>
 * size / units * sum over steps of |m h_t|^2  +  change / units * sum over steps of |h_t - h_(t-1)|^2
 * </pre>
 *
 * <p>where m h is what dropout leaves of h for the output layer. Divided by the predictions, as all
 * gradients are, the sums are the means that the paper has. Steps without a prediction count for
 * nothing, and neither does the change to or from them, nor that from the window before. The loss
 * that is told stays that of the predictions alone.
 *
 * @param size the paper's alpha, at least 0
 * @param change the paper's beta, at least 0
 */
public record ActivationPenalty(double size, double change) implements Serializable {
  public static final ActivationPenalty NONE = new ActivationPenalty(0, 0);

  public ActivationPenalty {
    require("activation regularization", size);
    require("temporal activation regularization", change);
  }

  private static void require(String name, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          name + " is " + value + ", it must be at least 0 (0: none)");
    }
  }

  /** Returns whether nothing is penalized. */
  public boolean none() {
    return size == 0 && change == 0;
  }

  /**
   * Adds the gradient of the first sum with respect to m h.
   *
   * @param targets of the steps, [time, batch], masked where there is no prediction
   * @param units of a step
   */
  void addForSize(FloatPointer gradient, FloatPointer dropped, int[] targets, int units) {
    if (size == 0) {
      return;
    }
    float factor = (float) (2 * size / units);
    for (int row = 0; row < targets.length; row++) {
      if (targets[row] != SoftmaxKernel.MASKED) {
        add(gradient, row, factor, dropped, row, units);
      }
    }
  }

  /**
   * Adds the gradient of the second sum with respect to h.
   *
   * @param batch sequences side by side, the rows of a step
   */
  void addForChange(
      FloatPointer gradient, FloatPointer hidden, int[] targets, int batch, int units) {
    if (change == 0) {
      return;
    }
    float factor = (float) (2 * change / units);
    for (int row = batch; row < targets.length; row++) {
      int before = row - batch;
      if (targets[row] != SoftmaxKernel.MASKED && targets[before] != SoftmaxKernel.MASKED) {
        add(gradient, row, factor, hidden, row, units);
        add(gradient, row, -factor, hidden, before, units);
        add(gradient, before, factor, hidden, before, units);
        add(gradient, before, -factor, hidden, row, units);
      }
    }
  }

  private static void add(
      FloatPointer to, int row, float factor, FloatPointer from, int other, int units) {
    Vectors.add(
        to.getPointer((long) row * units), factor, from.getPointer((long) other * units), units);
  }
}
