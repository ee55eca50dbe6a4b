package org.rnnlm.layer;

import org.rnnlm.kernel.Kernels;

/** A layer that computes with kernels. */
interface KernelLayer extends AutoCloseable {

  /** Changes the kernels that it computes with from now on. Without this, the best there are. */
  void use(Kernels kernels);

  /**
   * Says that the parameters do not change any more, so that kernels keep what they have made of
   * them; and that nobody keeps arrays of the state that is carried from call to call.
   */
  default void hold() {}

  /** Time spent in kernels since the layer was made, in nanoseconds. */
  long kernelNanos();

  /** Frees the kernels' native memory. The layer can go on: it makes new ones then. */
  @Override
  void close();
}
