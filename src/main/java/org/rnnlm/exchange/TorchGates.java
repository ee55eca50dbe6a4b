package org.rnnlm.exchange;

import org.rnnlm.kernel.Cell;

/**
 * How PyTorch's gates follow from ours. An LSTM's are input, forget, candidate, output there and
 * candidate, forget, output, input here; a GRU's reset, update, candidate and update, reset,
 * candidate. PyTorch has no peepholes; {@code modeling_rnnlm.py} takes them in the order input,
 * forget, output.
 */
final class TorchGates {
  /** Which of our peephole vectors (forget, output, input) is the reader's. */
  static final int[] PEEPHOLES = {2, 0, 1};

  private TorchGates() {}

  /** Returns, for each of PyTorch's gates, which of our blocks it is. */
  static int[] order(Cell cell) {
    return switch (cell) {
      case SIMPLE_RNN -> new int[] {0};
      case LSTM, PEEPHOLE_LSTM -> new int[] {3, 1, 0, 2};
      case GRU -> new int[] {1, 0, 2};
      case MIN_GRU, MIN_LSTM, QRNN, SLSTM -> throw Exporter.unheld(cell);
    };
  }
}
