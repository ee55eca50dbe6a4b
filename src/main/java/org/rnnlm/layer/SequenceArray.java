package org.rnnlm.layer;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's [batch, size, time] arrays as kernels keep them in memory: [time, batch, size]. */
final class SequenceArray {
  private SequenceArray() {}

  /** Returns a new array of unknown contents. */
  static INDArray create(
      LayerWorkspaceMgr workspaces, ArrayType type, long batch, long size, long steps) {
    return workspaces
        .createUninitialized(type, DataType.FLOAT, new long[] {steps, batch, size}, 'c')
        .permute(1, 2, 0);
  }

  /** Returns the array itself if it is in that order, otherwise a copy that is. */
  static INDArray arranged(INDArray array, LayerWorkspaceMgr workspaces, ArrayType type) {
    if (array.dataType() == DataType.FLOAT && isArranged(array)) {
      return array;
    }
    return copy(array, workspaces, type);
  }

  static INDArray copy(INDArray array, LayerWorkspaceMgr workspaces, ArrayType type) {
    INDArray copy = create(workspaces, type, array.size(0), array.size(1), array.size(2));
    copy.assign(array);
    return copy;
  }

  static boolean isArranged(INDArray array) {
    long batch = array.size(0);
    long size = array.size(1);
    long[] wanted = {size, 1, batch * size};
    for (int dimension = 0; dimension < 3; dimension++) {
      if (array.size(dimension) > 1 && array.stride(dimension) != wanted[dimension]) {
        return false;
      }
    }
    return true;
  }

  /** Returns where an array's values begin. */
  static FloatPointer pointer(INDArray array) {
    if (array.dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "values are "
              + array.dataType()
              + "; these layers compute in FLOAT, the network's data type must be that");
    }
    return new FloatPointer(array.data().addressPointer()).capacity(array.length());
  }

  /** Checks what a recurrent layer or a softmax is given. */
  static void require(INDArray array, long size, String what) {
    if (array.rank() != 3 || array.size(1) != size || array.isEmpty()) {
      throw new IllegalArgumentException(
          what
              + " has shape "
              + Arrays.toString(array.shape())
              + ", it must be [batch, "
              + size
              + ", time] with at least one sequence and one step");
    }
  }
}
