package org.rnnlm.layer;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.text.Text;

/**
 * Which steps of a batch are there.
 *
 * @param present [time, batch] of 0 and 1
 * @param batch number of sequences
 * @param steps of each
 */
record StepMask(float[] present, int batch, int steps) {

  /**
   * @param mask [batch, time]; null if all are there
   * @return null if all are there
   */
  static StepMask of(INDArray mask, int batch, int steps) {
    if (mask == null) {
      return null;
    }
    if (mask.rank() != 2 || mask.size(0) != batch || mask.size(1) != steps) {
      throw new IllegalArgumentException(
          Text.format(
              "the mask has shape %s, it must be [%d, %d]",
              Arrays.toString(mask.shape()), batch, steps));
    }
    float[] values = mask.dup('c').data().asFloat(); // [batch, time]
    float[] present = new float[values.length];
    boolean whole = true;
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        float value = values[b * steps + t];
        if (value != 0 && value != 1) {
          throw new IllegalArgumentException(
              Text.format(
                  "the mask is %s at sequence %d, step %d, it must be 0 or 1", value, b, t));
        }
        present[t * batch + b] = value;
        whole &= value == 1;
      }
    }
    return whole ? null : new StepMask(present, batch, steps);
  }

  boolean at(int step, int sequence) {
    return present[step * batch + sequence] != 0;
  }

  /**
   * Returns whether in each sequence all that is there comes first, so that no step follows a gap.
   */
  boolean isRightPadded() {
    for (int b = 0; b < batch; b++) {
      for (int t = 1; t < steps; t++) {
        if (at(t, b) && !at(t - 1, b)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Zeroes what is not there. */
  void zeroMissing(FloatPointer values, int size) {
    for (int row = 0; row < present.length; row++) {
      if (present[row] == 0) {
        values.getPointer((long) row * size).capacity(size).zero();
      }
    }
  }

  /** Zeroes the states of sequences that have ended before the last step. */
  void zeroEnded(FloatPointer states, int size) {
    for (int b = 0; b < batch; b++) {
      if (!at(steps - 1, b)) {
        states.getPointer((long) b * size).capacity(size).zero();
      }
    }
  }
}
