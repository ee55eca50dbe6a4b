package org.rnnlm.kernel;

import java.util.Objects;

/**
 * What a recurrent kernel is made for.
 *
 * @param cell kind of cell
 * @param inputSize width of the input
 * @param hiddenSize units
 * @param batch sequences side by side
 * @param steps of each sequence
 * @param training whether a backward pass may follow; without, less is kept
 */
public record RecurrentShape(
    Cell cell, int inputSize, int hiddenSize, int batch, int steps, boolean training) {
  public RecurrentShape {
    Objects.requireNonNull(cell, "cell");
    Sizes.atLeastOne("input size", inputSize);
    Sizes.atLeastOne("hidden size", hiddenSize);
    Sizes.atLeastOne("batch", batch);
    Sizes.atLeastOne("steps", steps);
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

  long inputWeights() {
    return (long) inputSize * cell.gates() * hiddenSize;
  }

  /** Without peepholes. */
  long recurrentWeights() {
    return (long) hiddenSize * cell.gates() * hiddenSize;
  }

  long biases() {
    return (long) cell.biases() * hiddenSize;
  }

  long peepholes() {
    return (long) cell.peepholes() * hiddenSize;
  }
}
