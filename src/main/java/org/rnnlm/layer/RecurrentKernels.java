package org.rnnlm.layer;

import org.rnnlm.kernel.Kernels;
import org.rnnlm.kernel.MaskedRecurrentKernel;
import org.rnnlm.kernel.RecurrentKernel;
import org.rnnlm.kernel.RecurrentShape;

/** The kernels of an encoder or decoder, by shape. */
final class RecurrentKernels implements AutoCloseable {
  private final Kernels kernels;
  private final KernelCache<RecurrentShape, RecurrentKernel> plain;
  private final KernelCache<RecurrentShape, MaskedRecurrentKernel> dropping;

  RecurrentKernels(Kernels kernels) {
    this.kernels = kernels;
    this.plain = new KernelCache<>(kernels::recurrent);
    this.dropping = new KernelCache<>(kernels::masked);
  }

  /**
   * @param dropout share of recurrent connections to drop, drawn anew; oneDNN's primitives cannot
   */
  RecurrentKernel of(RecurrentShape shape, double dropout) {
    if (dropout == 0 && !kernels.mask(shape)) {
      return plain.of(shape);
    }
    MaskedRecurrentKernel kernel = dropping.of(shape);
    kernel.dropRecurrent(dropout == 0 ? null : RecurrentDropout.scales(dropout, shape, null));
    return kernel;
  }

  @Override
  public void close() {
    plain.close();
    dropping.close();
  }
}
