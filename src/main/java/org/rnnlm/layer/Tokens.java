package org.rnnlm.layer;

import java.util.Arrays;
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
    float[] values = array.dup('c').data().asFloat(); // [batch, time]
    int[] ids = new int[values.length];
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        ids[t * batch + b] = id(values[b * steps + t], vocabularySize, b, t);
      }
    }
    return new Tokens(ids, batch, steps);
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
