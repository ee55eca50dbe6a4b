package org.rnnlm.layer;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.kernel.MaskedRecurrentKernel;
import org.rnnlm.kernel.RecurrentKernel;
import org.rnnlm.kernel.RecurrentShape;

/** The kernels of a layer of a cell, or of one part of it, by shape. */
final class RecurrentKernels implements AutoCloseable {
  private final Kernels kernels;
  private final KernelCache<RecurrentShape, RecurrentKernel> plain;
  private final KernelCache<RecurrentShape, MaskedRecurrentKernel> masked;

  RecurrentKernels(Kernels kernels) {
    this.kernels = kernels;
    this.plain = new KernelCache<>(kernels::recurrent);
    this.masked = new KernelCache<>(kernels::masked);
  }

  /**
   * Returns a kernel for a pass. oneDNN's primitives know neither masks nor recurrent dropout, but
   * need no mask that only pads on the right.
   *
   * @param mask null if all steps are there
   * @param dropout share of recurrent connections to drop
   * @param carried the state that what is dropped is kept with; null to draw it anew
   */
  RecurrentKernel of(
      RecurrentShape shape, StepMask mask, double dropout, Map<String, INDArray> carried) {
    boolean gaps = mask != null && !mask.isRightPadded();
    if (dropout == 0 && !gaps && !kernels.mask(shape)) {
      return plain.of(shape);
    }
    MaskedRecurrentKernel kernel = masked.of(shape);
    kernel.maskSteps(mask == null ? null : mask.present());
    kernel.dropRecurrent(dropout == 0 ? null : RecurrentDropout.scales(dropout, shape, carried));
    return kernel;
  }

  @Override
  public void close() {
    plain.close();
    masked.close();
  }
}
