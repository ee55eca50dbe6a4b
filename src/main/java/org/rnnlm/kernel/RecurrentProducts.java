package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;

/** The matrix products of a recurrent layer, between the memories of its {@link Steps}. */
interface RecurrentProducts {

  /** Takes the parameters over for all that follows. */
  void begin(CellParameters parameters);

  /** Makes W x + b of all steps. */
  void inputs(FloatPointer input);

  /** Says that the parameters stay what they were in the last {@link #begin}. */
  void hold();

  /** Makes R h of a step, of a cell that has it. */
  void recurrent(int step);

  /**
   * Takes a step's gradients for the products that follow, and computes the gradient of h from that
   * of its R h, where there is one.
   */
  void recurrentGradient(int step);

  /** Makes the recurrent weights' gradients from those of all steps, if there are such weights. */
  void recurrentGradients(CellParameters gradients);

  /**
   * From the gradients of all steps makes those of the input and its weights, after {@link
   * #recurrentGradients}.
   */
  void inputGradients(FloatPointer input, FloatPointer inputGradient, CellParameters gradients);
}
