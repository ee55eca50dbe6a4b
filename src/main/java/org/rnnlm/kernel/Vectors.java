package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/** Operations over long vectors, in pieces that stay in the processor's caches. */
public final class Vectors {
  private static final int PIECE = 4096;

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

  /** Returns the Euclidean norm. */
  public static double norm(FloatPointer vector, long length) {
    double[] squares = {0};
    pieces(
        length,
        (from, size) -> {
          FloatPointer piece = vector.getPointer(from);
          squares[0] += openblas.cblas_dsdot(size, piece, 1, piece, 1);
        });
    return Math.sqrt(squares[0]);
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

  /**
   * A step of Adam (Kingma and Ba, arXiv 1412.6980, algorithm 1 in the order of the end of its
   * section 2): both moments and the update in one go through memory.
   *
   * @param gradient becomes what is to be subtracted from the parameters
   * @param first moments, updated
   * @param second moments, updated
   * @param rate with the bias corrections in it
   */
  public static void adam(
      FloatPointer gradient,
      FloatPointer first,
      FloatPointer second,
      long length,
      float beta1,
      float beta2,
      float rate,
      float epsilon) {
    float[] g = new float[PIECE];
    float[] m = new float[PIECE];
    float[] v = new float[PIECE];
    pieces(
        length,
        (from, size) -> {
          FloatPointer gradients = gradient.getPointer(from);
          FloatPointer firsts = first.getPointer(from);
          FloatPointer seconds = second.getPointer(from);
          gradients.get(g, 0, size);
          firsts.get(m, 0, size);
          seconds.get(v, 0, size);
          step(g, m, v, size, beta1, beta2, rate, epsilon);
          gradients.put(g, 0, size);
          firsts.put(m, 0, size);
          seconds.put(v, 0, size);
        });
  }

  private static void step(
      float[] g,
      float[] m,
      float[] v,
      int length,
      float beta1,
      float beta2,
      float rate,
      float epsilon) {
    for (int i = 0; i < length; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
    }
    for (int i = 0; i < length; i++) {
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
    }
    for (int i = 0; i < length; i++) {
      g[i] = rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
    }
  }
}
