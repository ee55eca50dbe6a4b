package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/** Operations over long vectors, in pieces that stay in the processor's caches. */
public final class Vectors {
  private static final int PIECE = 4096;

  /** Three of these stay in a core's first cache, and what they are copied from beside them. */
  private static final int ADAM_PIECE = 2048;

  /** A buffer holds at most 2 GiB. */
  private static final int STRETCH = 1 << 22;

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
    float[] g = new float[ADAM_PIECE];
    float[] m = new float[ADAM_PIECE];
    float[] v = new float[ADAM_PIECE];
    for (long start = 0; start < length; start += STRETCH) {
      int stretch = (int) Math.min(STRETCH, length - start);
      FloatBuffer gradients = buffer(gradient, start, stretch);
      FloatBuffer firsts = buffer(first, start, stretch);
      FloatBuffer seconds = buffer(second, start, stretch);
      for (int from = 0; from < stretch; from += ADAM_PIECE) {
        int size = Math.min(ADAM_PIECE, stretch - from);
        gradients.get(from, g, 0, size);
        firsts.get(from, m, 0, size);
        seconds.get(from, v, 0, size);
        step(g, m, v, size, beta1, beta2, rate, epsilon);
        gradients.put(from, g, 0, size);
        firsts.put(from, m, 0, size);
        seconds.put(from, v, 0, size);
      }
    }
  }

  /** Copies to and from it are the processor's own; those of a pointer are calls out of Java. */
  private static FloatBuffer buffer(FloatPointer vector, long from, int length) {
    return new FloatPointer(vector.getPointer(from)).capacity(length).asBuffer();
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
      float first = beta1 * m[i] + (1 - beta1) * g[i];
      float second = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
      m[i] = first;
      v[i] = second;
      g[i] = rate * first / ((float) Math.sqrt(second) + epsilon);
    }
  }
}
