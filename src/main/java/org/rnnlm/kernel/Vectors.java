package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/** Operations over long vectors, in pieces that stay in the processor's caches. */
public final class Vectors {
  /** Values of a piece. */
  public static final int PIECE = 4096;

  private Vectors() {}

  /** Work on a piece of vectors. */
  private interface Piece {
    void at(long from, int length);
  }

  private static void pieces(long length, Piece work) {
    for (long from = 0; from < length; from += PIECE) {
      work.at(from, (int) Math.min(PIECE, length - from));
    }
  }

  /**
   * Adds the squares of a vector, piece by piece. Pieces of a longer one that hold zeros alone may
   * be left out, to the same bits.
   *
   * @param before what they are added to
   */
  public static double squares(FloatPointer vector, long length, double before) {
    double[] squares = {before};
    pieces(
        length,
        (from, size) -> {
          FloatPointer piece = vector.getPointer(from);
          squares[0] += openblas.cblas_dsdot(size, piece, 1, piece, 1);
        });
    return squares[0];
  }

  /** Multiplies by a number. */
  public static void scale(FloatPointer vector, long length, float factor) {
    pieces(length, (from, size) -> openblas.cblas_sscal(size, factor, vector.getPointer(from), 1));
  }

  /** Adds a multiple of another vector. */
  public static void add(FloatPointer vector, float factor, FloatPointer addend, int length) {
    openblas.cblas_saxpy(length, factor, addend, 1, vector, 1);
  }

  /** Multiplies entry by entry. */
  public static void multiply(FloatPointer vector, float[] factors, int length) {
    float[] values = new float[PIECE];
    float[] some = new float[PIECE];
    pieces(
        length,
        (from, size) -> {
          FloatPointer piece = vector.getPointer(from);
          piece.get(values, 0, size);
          System.arraycopy(factors, (int) from, some, 0, size);
          for (int i = 0; i < size; i++) {
            values[i] *= some[i];
          }
          piece.put(values, 0, size);
        });
  }
}
