package org.rnnlm.kernel;

/** A recurrent kernel whose steps can be masked and whose recurrent connections can be dropped. */
public interface MaskedRecurrentKernel extends RecurrentKernel {

  /**
   * Masks steps of the next passes: where it is 0, output and states become 0, and no gradient
   * passes.
   *
   * @param mask [steps, batch] of 0 and 1; null for none
   */
  void maskSteps(float[] mask);

  /**
   * Scales the hidden states that go into the recurrent products of the next passes, the same for
   * all steps (Gal and Ghahramani, arXiv 1512.05287). What an update gate carries over is not
   * scaled.
   *
   * @param scales [hiddenSize, batch], 0 or 1 / (1 - dropout); null for none
   */
  void dropRecurrent(float[] scales);
}
