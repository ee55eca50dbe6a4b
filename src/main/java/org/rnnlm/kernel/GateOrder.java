package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * How oneDNN's gates follow from {@link CellParameters}' blocks. oneDNN takes an LSTM's gates in
 * the order input, forget, candidate, output and its peepholes in the order input, forget, output;
 * of the other cells both orders agree.
 */
final class GateOrder {
  private static final int[] LSTM = {3, 1, 0, 2};
  private static final int[] LSTM_PEEPHOLES = {2, 0, 1};
  private static final int[] SAME = {0, 1, 2, 3};

  private GateOrder() {}

  /** Returns which of our blocks is oneDNN's gate. */
  static int block(Cell cell, int gate) {
    int[] blocks =
        switch (cell) {
          case LSTM, PEEPHOLE_LSTM -> LSTM;
          case SIMPLE_RNN, GRU, MIN_GRU, MIN_LSTM, QRNN, SLSTM -> SAME;
        };
    return blocks[gate];
  }

  /** Copies the weights or the bias of all gates from our order to oneDNN's. */
  static void toOneDnn(Cell cell, int gates, FloatPointer from, FloatPointer to, long block) {
    for (int gate = 0; gate < gates; gate++) {
      copy(from, block(cell, gate) * block, to, gate * block, block);
    }
  }

  /** Copies the weights or the bias of all gates from oneDNN's order to ours. */
  static void fromOneDnn(Cell cell, int gates, FloatPointer from, FloatPointer to, long block) {
    for (int gate = 0; gate < gates; gate++) {
      copy(from, gate * block, to, block(cell, gate) * block, block);
    }
  }

  /** Copies peephole vectors from behind the recurrent weights. */
  static void peepholesToOneDnn(FloatPointer recurrent, long at, FloatPointer to, long block) {
    for (int i = 0; i < LSTM_PEEPHOLES.length; i++) {
      copy(recurrent, at + LSTM_PEEPHOLES[i] * block, to, i * block, block);
    }
  }

  /** Copies peephole vectors from oneDNN's order to behind the recurrent weights. */
  static void peepholesFromOneDnn(FloatPointer from, FloatPointer recurrent, long at, long block) {
    for (int i = 0; i < LSTM_PEEPHOLES.length; i++) {
      copy(from, i * block, recurrent, at + LSTM_PEEPHOLES[i] * block, block);
    }
  }

  private static void copy(
      FloatPointer from, long fromIndex, FloatPointer to, long toIndex, long values) {
    Pointer.memcpy(to.getPointer(toIndex), from.getPointer(fromIndex), values * (long) Float.BYTES);
  }
}
