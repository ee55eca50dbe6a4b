package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;

/**
 * The right factor, [inner, columns], of products of a few rows each, copied once for many into the
 * order that they like.
 */
interface RightFactor {

  /** Returns whether a factor can be read through a buffer of Java's, which ends at 2 GiB. */
  static boolean fits(long inner, long columns) {
    return inner * columns * Float.BYTES <= Integer.MAX_VALUE;
  }

  /** Takes a matrix over that comes row by row. */
  void take(FloatPointer matrix);

  /** Takes a matrix over that comes column by column. */
  void takeTurned(FloatPointer matrix);

  /**
   * Multiplies rows by the factor.
   *
   * @param left [rows, inner]
   * @param target receives [rows, columns]
   */
  void multiply(int rows, FloatPointer left, FloatPointer target);
}
