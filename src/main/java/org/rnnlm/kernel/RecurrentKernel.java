package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A recurrent layer over whole sequences, for one shape. Belongs to one thread and is closed by who
 * asked for it.
 *
 * <p>{@link #backward} follows the {@link #forward} whose gradients it computes, once, with the
 * same parameters and input still in place. Gradients of parameters and inputs are those of the
 * steps given. Who goes on to what made the state at their beginning takes its gradient from {@link
 * #initialStateGradient}; truncated back-propagation through time leaves it (Williams and Peng,
 * Neural Computation 2, 1990).
 */
public interface RecurrentKernel extends AutoCloseable {

  RecurrentShape shape();

  /** Returns the state that {@link #forward} begins with. The caller fills it. */
  CellState initialState();

  /** Returns the state after the last step of {@link #forward}. */
  CellState finalState();

  /**
   * Returns the loss's gradient with respect to {@link #finalState}, beside what comes through the
   * outputs: zeros, until the caller fills it; what is there stays for all further {@link
   * #backward}s. Only of kernels for training.
   */
  CellState finalStateGradient();

  /** Returns its gradient with respect to {@link #initialState}, after {@link #backward}. */
  CellState initialStateGradient();

  /**
   * Computes the outputs of all steps.
   *
   * @param input [steps, batch, inputSize], the last dimension running fastest
   * @param output receives [steps, batch, hiddenSize]
   */
  void forward(CellParameters parameters, FloatPointer input, FloatPointer output);

  /**
   * Says that the parameters stay what they were in the last {@link #forward}: from now on they
   * need not be looked at, which a step of many sequences gains a quarter or more by.
   */
  void hold();

  /**
   * Computes the gradients of a loss.
   *
   * @param outputGradient the loss's with respect to the outputs; not changed
   * @param inputGradient receives its gradient with respect to the input; holds nothing of use
   *     where the shape asks for {@link Passes#WEIGHT_GRADIENTS} alone
   * @param gradients receive those with respect to the parameters; what was there is overwritten
   */
  void backward(
      CellParameters parameters,
      FloatPointer input,
      FloatPointer outputGradient,
      FloatPointer inputGradient,
      CellParameters gradients);

  @Override
  void close();
}
