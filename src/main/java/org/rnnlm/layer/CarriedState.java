package org.rnnlm.layer;

import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.CellState;
import org.rnnlm.kernel.RecurrentKernel;
import org.rnnlm.text.Text;

/**
 * The state that is carried from window to window, between DL4J's state maps and a kernel: arrays
 * [batch, units] under the names that DL4J's own layers use. Kernels of cells that carry their last
 * input mask by themselves, so that padding has nothing to do there.
 */
final class CarriedState {
  static final String HIDDEN = "prevAct";

  /** The cell state, [batch, units]; of an sLSTM mean and weight side by side, twice as wide. */
  static final String CELL = "prevMem";

  /** The last input, [batch, nIn], of cells that carry it; DL4J has none of these. */
  static final String INPUT = "prevInput";

  private CarriedState() {}

  /** Gives a kernel the state to begin with: zeros if there is none. */
  static void set(RecurrentKernel kernel, Map<String, INDArray> carried, String layer) {
    CellState state = kernel.initialState();
    if (carried == null || !carried.containsKey(HIDDEN)) {
      state.zero();
      return;
    }
    copy(carried.get(HIDDEN), kernel, state.hidden(), layer);
    if (kernel.shape().cell().hasCellState()) {
      copy(carried.get(CELL), kernel, state.cell(), layer);
    }
    if (kernel.shape().cell().carriesInput()) {
      copy(carried.get(INPUT), kernel, state.input(), layer);
    }
  }

  private static void copy(INDArray from, RecurrentKernel kernel, FloatPointer to, String layer) {
    if (from.size(0) != kernel.shape().batch()) {
      throw new IllegalArgumentException(
          Text.format(
              "the carried state is of %d sequences, the input of %d; call rnnClearPreviousState"
                  + " between them %s",
              from.size(0), kernel.shape().batch(), layer));
    }
    INDArray arranged = isArranged(from) ? from : from.dup('c');
    Pointer.memcpy(to, SequenceArray.pointer(arranged), to.capacity() * Float.BYTES);
  }

  /** Returns whether an array's rows stand one after the other in memory. */
  private static boolean isArranged(INDArray array) {
    return array.dataType() == DataType.FLOAT
        && array.stride(1) == 1
        && array.stride(0) == array.size(1);
  }

  /** Keeps the state that a kernel ended with; sequences that ended before have none. */
  static void keep(RecurrentKernel kernel, StepMask padding, Map<String, INDArray> carried) {
    CellState state = kernel.finalState();
    int size = kernel.shape().hiddenSize();
    if (padding != null) {
      padding.zeroEnded(state.hidden(), size);
    }
    carried.put(HIDDEN, array(state.hidden(), kernel, size));
    int cells = size * kernel.shape().cell().cellVectors();
    if (cells > 0) {
      if (padding != null) {
        padding.zeroEnded(state.cell(), cells);
      }
      carried.put(CELL, array(state.cell(), kernel, cells));
    }
    if (kernel.shape().cell().carriesInput()) {
      carried.put(INPUT, array(state.input(), kernel, kernel.shape().inputSize()));
    }
  }

  /**
   * Keeps the state that a kernel ended with in the arrays that hold the one before, which nobody
   * else may hold: making new ones is a good part of a single step.
   */
  static void replace(RecurrentKernel kernel, StepMask padding, Map<String, INDArray> carried) {
    if (padding != null || !fits(carried.get(HIDDEN), kernel)) {
      keep(kernel, padding, carried);
      return;
    }
    CellState state = kernel.finalState();
    copy(state.hidden(), carried.get(HIDDEN));
    if (kernel.shape().cell().hasCellState()) {
      copy(state.cell(), carried.get(CELL));
    }
    if (kernel.shape().cell().carriesInput()) {
      copy(state.input(), carried.get(INPUT));
    }
  }

  /** Both parts of a state are made alike. */
  private static boolean fits(INDArray hidden, RecurrentKernel kernel) {
    return hidden != null && hidden.size(0) == kernel.shape().batch() && isArranged(hidden);
  }

  private static void copy(FloatPointer from, INDArray to) {
    Pointer.memcpy(SequenceArray.pointer(to), from, from.capacity() * Float.BYTES);
  }

  @SuppressWarnings("try") // a workspace is left for as long as it is open
  private static INDArray array(FloatPointer from, RecurrentKernel kernel, int width) {
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      INDArray array =
          Nd4j.createUninitialized(DataType.FLOAT, new long[] {kernel.shape().batch(), width}, 'c');
      copy(from, array);
      return array;
    }
  }
}
