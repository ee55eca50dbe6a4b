package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;

/** The matrix products of a recurrent layer, between the memories of its {@link Steps}. */
interface RecurrentProducts {

  /** Takes the parameters over for all that follows, and makes W x + b of all steps. */
  void forward(CellParameters parameters, FloatPointer input);

  /** Says that the parameters stay what they were in the last {@link #forward}. */
  void hold();

  /** Adds R h of a step, or makes it where it stands apart. */
  void recurrent(int step);

  /** Computes the gradient of h from that of a step's R h. */
  void recurrentGradient(int step);

  /**
   * From the gradients of all steps those of the input and the weights; biases are not among them.
   */
  void backward(FloatPointer input, FloatPointer inputGradient, CellParameters gradients);
}
