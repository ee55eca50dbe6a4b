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
 * @param heads that its units stand in, one after the other and equally large; 1 but for cells that
 *     have some
 */
public record RecurrentShape(
    Cell cell, int inputSize, int hiddenSize, int batch, int steps, Passes passes, int heads)
    implements Serializable {
  public RecurrentShape {
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(passes, "passes");
    Sizes.atLeastOne("input size", inputSize);
    Sizes.atLeastOne("hidden size", hiddenSize);
    Sizes.atLeastOne("batch", batch);
    Sizes.atLeastOne("steps", steps);
    Sizes.atLeastOne("heads", heads);
    if (hiddenSize % heads != 0 || heads > 1 && !cell.hasHeads()) {
      throw new IllegalArgumentException(
          hiddenSize + " units of a " + cell.title() + " cannot stand in " + heads + " heads");
    }
  }

  /** Returns the shape of a layer whose units stand in one head. */
  public RecurrentShape(
      Cell cell, int inputSize, int hiddenSize, int batch, int steps, Passes passes) {
    this(cell, inputSize, hiddenSize, batch, steps, passes, 1);
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

  /** Returns this shape with its units in so many heads. */
  public RecurrentShape in(int otherHeads) {
    return new RecurrentShape(cell, inputSize, hiddenSize, batch, steps, passes, otherHeads);
  }

  /** Returns this shape of so many steps. */
  RecurrentShape ofSteps(int others) {
    return new RecurrentShape(cell, inputSize, hiddenSize, batch, others, passes, heads);
  }

  /** Units of a head. */
  public int headSize() {
    return hiddenSize / heads;
  }

  /** Returns the column where the units of a head have a gate. */
  int column(int gate, int head) {
    return (head * cell.gates() + gate) * headSize();
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

  /** Values of the cell state, if there is one. */
  long cellStates() {
    return states() * cell.cellVectors();
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
    return (long) headSize() * cell.recurrentGates() * hiddenSize;
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
