package org.rnnlm.layer;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.text.Text;

/**
 * Token ids as a network is given them.
 *
 * @param ids [time, batch], step after step
 * @param batch number of sequences
 * @param steps of each
 */
record Tokens(int[] ids, int batch, int steps) {

  /**
   * @param array [batch, time] or [batch, 1, time]
   * @param vocabularySize that ids are below
   * @throws IllegalArgumentException if a value is no id, or none of the vocabulary
   */
  static Tokens of(INDArray array, long vocabularySize) {
    boolean flat = array.rank() == 2;
    if (array.isEmpty() || !(flat || array.rank() == 3 && array.size(1) == 1)) {
      throw new IllegalArgumentException(
          "tokens have shape "
              + Arrays.toString(array.shape())
              + ", they must be ids, [batch, 1, time], with at least one sequence and one step");
    }
    int batch = (int) array.size(0);
    int steps = (int) array.size(flat ? 1 : 2);
    float[] values = values(array); // [batch, time]
    int[] ids = new int[values.length];
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        ids[t * batch + b] = id(values[b * steps + t], vocabularySize, b, t);
      }
    }
    return new Tokens(ids, batch, steps);
  }

  /** Returns an array's values in the order of its dimensions; there are tokens in every step. */
  private static float[] values(INDArray array) {
    boolean plain =
        array.dataType() == DataType.FLOAT
            && array.ordering() == 'c'
            && array.elementWiseStride() == 1;
    INDArray ordered = plain ? array : array.castTo(DataType.FLOAT).dup('c');
    float[] values = new float[Math.toIntExact(array.length())];
    FlatArrays.copy(ordered, values, 0);
    return values;
  }

  private static int id(float value, long vocabularySize, int sequence, int step) {
    int id = (int) value;
    if (id != value || id < 0 || id >= vocabularySize) {
      throw new IllegalArgumentException(
          Text.format(
              "token id %s of sequence %d, step %d is outside the vocabulary of %d",
              value == id ? id : (Object) value, sequence, step, vocabularySize));
    }
    return id;
  }
}
