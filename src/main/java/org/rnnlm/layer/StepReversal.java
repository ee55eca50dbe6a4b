package org.rnnlm.layer;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.rnnlm.kernel.Vectors;

/**
 * The steps of each sequence of a batch backwards, from the sequence's own end: what pads a
 * sequence on the right stays on the right, so that the kernels need no mask.
 *
 * @param rows by row [time, batch], the row that stands there once reversed. Its own inverse
 */
record StepReversal(int[] rows) {

  /**
   * @param mask null if all steps are there
   */
  static StepReversal of(StepMask mask, int batch, int steps) {
    if (mask != null && !mask.isRightPadded()) {
      throw new IllegalArgumentException(
          "a bidirectional layer's sequences may be padded on the right only");
    }
    int[] rows = new int[steps * batch];
    for (int b = 0; b < batch; b++) {
      int length = mask == null ? steps : length(mask, b);
      for (int t = 0; t < steps; t++) {
        rows[t * batch + b] = (t < length ? length - 1 - t : t) * batch + b;
      }
    }
    return new StepReversal(rows);
  }

  private static int length(StepMask mask, int sequence) {
    int length = 0;
    while (length < mask.steps() && mask.at(length, sequence)) {
      length++;
    }
    return length;
  }

  /** A place in rows: where a row's part begins, and how long rows are. */
  record Place(FloatPointer values, int offset, int width) {
    FloatPointer at(int row) {
      return values.getPointer((long) row * width + offset);
    }
  }

  /** Copies a part of every row, in order. */
  void copy(Place from, Place to, int length) {
    for (int row = 0; row < rows.length; row++) {
      Pointer.memcpy(to.at(row), from.at(row), (long) length * Float.BYTES);
    }
  }

  /** Copies a part of every row, backwards. */
  void reverse(Place from, Place to, int length) {
    for (int row = 0; row < rows.length; row++) {
      Pointer.memcpy(to.at(row), from.at(rows[row]), (long) length * Float.BYTES);
    }
  }

  /** Adds a part of every row, backwards. */
  void addReversed(Place from, Place to, int length) {
    for (int row = 0; row < rows.length; row++) {
      Vectors.add(to.at(row), 1, from.at(rows[row]), length);
    }
  }
}
