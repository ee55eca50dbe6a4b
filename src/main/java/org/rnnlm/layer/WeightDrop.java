package org.rnnlm.layer;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.rnnlm.kernel.CellParameters;

/**
 * Weight drop of a cell's recurrent matrix: DropConnect (Wan et al., ICML 2013) whose mask all
 * steps of a pass share, as Merity et al. have it (arXiv 1708.02182, section 2). A pass computes
 * with a copy of the matrix in which a share of the weights is 0 and the others are scaled up, so
 * that any kernel can; the matrix itself, and peepholes behind it, stay as they are.
 */
final class WeightDrop implements AutoCloseable {
  private final DropScales scales = new DropScales();
  private FloatPointer dropped = new FloatPointer();

  /**
   * Draws anew which weights a pass has.
   *
   * @param share that is dropped; 0 for none
   * @param parameters of the cell; peepholes stand behind the recurrent matrix
   * @param weights that the matrix has
   * @return parameters to compute forward and backward with
   */
  CellParameters of(double share, CellParameters parameters, long weights) {
    if (share == 0) {
      return parameters;
    }
    long all = parameters.recurrent().capacity();
    if (dropped.capacity() < all) {
      close();
      dropped = new FloatPointer(all);
    }
    Pointer.memcpy(dropped, parameters.recurrent(), all * Float.BYTES);
    scales.draw(1 - share, Math.toIntExact(weights));
    scales.multiply(dropped, weights);
    return new CellParameters(parameters.input(), dropped, parameters.bias());
  }

  /** Makes what a backward pass computed the gradient of the matrix itself. */
  void backward(double share, CellParameters gradients, long weights) {
    if (share > 0) {
      scales.multiply(gradients.recurrent(), weights);
    }
  }

  @Override
  public void close() {
    dropped.deallocate();
    dropped = new FloatPointer();
  }
}
