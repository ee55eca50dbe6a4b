package org.rnnlm.kernel;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * oneDNN's primitives of one kind of cell, whose functions differ in what they are given, and in
 * which order.
 */
interface OneDnnCell {
  /** Returns the primitives of a cell; nothing of one that the library does not have. */
  static Optional<OneDnnCell> of(Cell cell) {
    return switch (cell) {
      case SIMPLE_RNN -> Optional.of(new OneDnnSimpleRnn());
      case LSTM, PEEPHOLE_LSTM -> Optional.of(new OneDnnLstm());
      case GRU -> Optional.of(new OneDnnGru());
      case MIN_GRU, MIN_LSTM, QRNN, SLSTM -> Optional.empty();
    };
  }

  /**
   * Describes the forward pass.
   *
   * @param made receives the description
   * @param kind for training or inference
   * @return oneDNN's status
   */
  int describeForward(dnnl_primitive_desc made, int kind, RecurrentDescriptions of);

  /**
   * Describes the backward pass.
   *
   * @param made receives the description
   * @param forward the description of the forward pass
   * @return oneDNN's status
   */
  int describeBackward(
      dnnl_primitive_desc made, RecurrentDescriptions of, dnnl_primitive_desc forward);
}
