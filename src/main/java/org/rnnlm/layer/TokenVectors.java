package org.rnnlm.layer;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.rnnlm.kernel.Vectors;

/** Vectors of tokens that lie one after the other, by id. */
final class TokenVectors {
  private TokenVectors() {}

  /**
   * Copies the vectors of some tokens.
   *
   * @param into receives [ids, width]
   */
  static void read(FloatPointer vectors, int width, int[] ids, FloatPointer into) {
    read(vectors, width, ids, into, width);
  }

  /**
   * Copies the vectors of some tokens to the beginnings of wider rows.
   *
   * @param into receives [ids, stride], the first so many values of each row
   */
  static void read(FloatPointer vectors, int width, int[] ids, FloatPointer into, int stride) {
    for (int row = 0; row < ids.length; row++) {
      Pointer.memcpy(
          into.getPointer((long) row * stride),
          vectors.getPointer((long) ids[row] * width),
          (long) width * Float.BYTES);
    }
  }

  /**
   * Adds each row to its token's, in order, so that the sum does not depend on anything else.
   *
   * @param rows [ids, width]
   */
  static void add(FloatPointer vectors, int width, int[] ids, FloatPointer rows) {
    add(vectors, width, ids, rows, width);
  }

  /**
   * Adds the beginning of each of wider rows to its token's.
   *
   * @param rows [ids, stride]
   */
  static void add(FloatPointer vectors, int width, int[] ids, FloatPointer rows, int stride) {
    for (int i = 0; i < ids.length; i++) {
      FloatPointer to = vectors.getPointer((long) ids[i] * width);
      Vectors.add(to, 1, rows.getPointer((long) i * stride), width);
    }
  }
}
