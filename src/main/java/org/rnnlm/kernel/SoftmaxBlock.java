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
   * Returns the losses of a training pass, and their gradients, where there is a faster way to them
   * than by probabilities. It may use the place of the values.
   *
   * @param targets of the block's rows
   * @param ofTargets what losses are multiplied by
   * @param adding whether gradients of parameters are added to what is there
   */
  default Optional<double[]> train(
      SoftmaxParameters parameters,
      FloatPointer hidden,
      int[] targets,
      TargetWeights ofTargets,
      FloatPointer hiddenGradient,
      SoftmaxParameters gradients,
      boolean adding) {
    return Optional.empty();
  }

  void probabilities(SoftmaxParameters parameters, FloatPointer hidden);

  /**
   * What follows from the gradients of the logits, which are the values now.
   *
   * @param adding whether gradients of parameters are added to what is there
   */
  void backward(
      SoftmaxParameters parameters,
      FloatPointer hidden,
      FloatPointer hiddenGradient,
      SoftmaxParameters gradients,
      boolean adding);
}
