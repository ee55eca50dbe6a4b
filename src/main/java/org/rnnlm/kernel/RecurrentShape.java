package org.rnnlm.kernel;

import java.io.Serializable;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;

/**
 * What a recurrent kernel is made for.
 *
 * @param cell kind of cell
 * @param inputSize width of the input
 * @param hiddenSize units
 * @param batch sequences side by side
 * @param steps of each sequence
 * @param passes that it makes; without a backward pass less is kept
 */
public record RecurrentShape(
    Cell cell, int inputSize, int hiddenSize, int batch, int steps, Passes passes)
    implements Serializable {
  public RecurrentShape {
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(passes, "passes");
    Sizes.atLeastOne("input size", inputSize);
    Sizes.atLeastOne("hidden size", hiddenSize);
    Sizes.atLeastOne("batch", batch);
    Sizes.atLeastOne("steps", steps);
  }

  /** Returns all passes, or the forward pass alone. */
  public RecurrentShape(
      Cell cell, int inputSize, int hiddenSize, int batch, int steps, boolean training) {
    this(cell, inputSize, hiddenSize, batch, steps, training ? Passes.ALL : Passes.FORWARD);
  }

  /** Returns whether a backward pass may follow a forward pass. */
  public boolean training() {
    return passes != Passes.FORWARD;
  }

  /** Values of the input, of one gate's input weights and so on. */
  long inputs() {
    return (long) steps * batch * inputSize;
  }

  long outputs() {
    return (long) steps * batch * hiddenSize;
  }

  long states() {
    return (long) batch * hiddenSize;
  }

  /** Width of what a step's input product is of. */
  int readWidth() {
    return inputSize * cell.inputs();
  }

  /** Values of the last input that is carried on, if it is. */
  long carriedInputs() {
    return cell.carriesInput() ? (long) batch * inputSize : 0;
  }

  long inputWeights() {
    return (long) readWidth() * cell.gates() * hiddenSize;
  }

  /** Counts the recurrent weights without peepholes. */
  public long recurrentWeights() {
    return (long) hiddenSize * cell.recurrentGates() * hiddenSize;
  }

  long biases() {
    return (long) cell.biases() * hiddenSize;
  }

  long peepholes() {
    return (long) cell.peepholes() * hiddenSize;
  }

  /** Floating-point operations of a forward and backward pass, in its products. */
  public double operations() {
    return 6.0 * (inputWeights() + recurrentWeights()) * batch * steps;
  }

  /** Checks what a forward pass is given. */
  void checkForward(CellParameters parameters, FloatPointer input, FloatPointer output) {
    check("weights", parameters);
    Sizes.holds("the input", input, inputs());
    Sizes.holds("the output", output, outputs());
  }

  /** Checks what a backward pass is given. */
  void checkBackward(
      CellParameters parameters,
      FloatPointer input,
      FloatPointer outputGradient,
      FloatPointer inputGradient,
      CellParameters gradients) {
    checkTraining();
    check("weights", parameters);
    check("gradients", gradients);
    Sizes.holds("the input", input, inputs());
    Sizes.holds("the output's gradient", outputGradient, outputs());
    Sizes.holds("the input's gradient", inputGradient, inputs());
  }

  void checkTraining() {
    if (!training()) {
      throw new IllegalStateException("this kernel was made for inference: " + this);
    }
  }

  private void check(String what, CellParameters parameters) {
    Sizes.holds("the input " + what, parameters.input(), inputWeights());
    if (cell.waits()) {
      Sizes.holds(
          "the recurrent " + what, parameters.recurrent(), recurrentWeights() + peepholes());
    }
    Sizes.holds("the bias " + what, parameters.bias(), biases());
  }
}
