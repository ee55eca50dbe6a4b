package org.rnnlm.kernel;

import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Where a cell's parameters are, or their gradients, in DL4J's layout: matrices column by column,
 * the columns in blocks of hidden-size a gate.
 *
 * <p>Order of the blocks: LSTM candidate, forget, output, input (in DL4J's words I, F, O, G),
 * peephole vectors forget, output, input behind the recurrent columns; GRU update, reset,
 * candidate, with a fourth bias, on the candidate's recurrent product; min-GRU update, candidate;
 * min-LSTM forget, input, candidate; QRNN candidate, forget, output, the rows of the input before
 * the rows of the one before it.
 *
 * <p>An sLSTM's columns stand head by head, and within a head gate by gate: candidate, forget,
 * output, input; and so its first four biases. Its recurrent weights are those of each unit from
 * its own head, [hiddenSize / heads, gates * hiddenSize], and its fifth bias is the gain of what it
 * gives, less one.
 *
 * @param input weights, [inputs * inputSize, gates * hiddenSize]
 * @param recurrent weights, [hiddenSize / heads, gates * hiddenSize + peepholes]; of a cell that
 *     does not wait none, wherever it points to
 * @param bias [biases * hiddenSize]
 */
public record CellParameters(FloatPointer input, FloatPointer recurrent, FloatPointer bias) {
  public CellParameters {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(recurrent, "recurrent");
    Objects.requireNonNull(bias, "bias");
  }
}
