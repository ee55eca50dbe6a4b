package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A state of a batch of cells, in the memory of the kernel it belongs to and in its layout.
 *
 * @param hidden the hidden state, batch * hiddenSize values
 * @param cell the cell state, {@link Cell#cellVectors} times as many, [batch, vectors, hiddenSize]:
 *     an LSTM's, or an sLSTM's mean and the logarithm of its weight; empty for others
 * @param input the last input of a QRNN, batch * inputSize values; empty for others
 */
public record CellState(FloatPointer hidden, FloatPointer cell, FloatPointer input) {

  /** The state of cells that have seen nothing. */
  public void zero() {
    hidden.zero();
    cell.zero();
    input.zero();
  }
}
