package org.rnnlm.kernel;

import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;

/** The products of a softmax output for a fixed number of rows. */
interface SoftmaxBlock {

  int rows();

  /**
   * [rows, vocabulary]: logits' softmax after {@link #probabilities}, and whatever is put there.
   */
  FloatPointer values();

  /** Takes the parameters over, before the first block of a call. */
  void begin(SoftmaxParameters parameters);

  /**
   * What a training pass of a block reads and writes.
   *
   * @param hidden [rows, hidden]
   * @param targets of the block's rows
   * @param weights what losses are multiplied by
   * @param hiddenGradient receives the gradient of what is read
   * @param gradients receive those of the parameters
   * @param adding whether these are added to what is there
   */
  record Pass(
      SoftmaxParameters parameters,
      FloatPointer hidden,
      int[] targets,
      TargetWeights weights,
      FloatPointer hiddenGradient,
      SoftmaxParameters gradients,
      boolean adding) {}

  /**
   * Returns the losses of a training pass, and their gradients, where there is a faster way to them
   * than by probabilities. It may use the place of the values.
   */
  default Optional<double[]> train(Pass pass) {
    return Optional.empty();
  }

  void probabilities(SoftmaxParameters parameters, FloatPointer hidden);

  /** Computes the gradients that follow from those of the logits, which are the values now. */
  void backward(Pass pass);
}
