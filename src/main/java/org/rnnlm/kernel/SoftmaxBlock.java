package org.rnnlm.kernel;

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
