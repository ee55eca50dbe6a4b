package org.rnnlm.layer;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.Vectors;

/**
 * Operations over a network's flattened parameters or gradients that ND4J's own take several times
 * as long for.
 */
public final class FlatArrays {
  private FlatArrays() {}

  /** Where the values of a vector without gaps are. */
  static FloatPointer pointer(INDArray flat) {
    if (flat.elementWiseStride() != 1) {
      throw new IllegalArgumentException("the values of the array do not follow each other");
    }
    return SequenceArray.pointer(flat);
  }

  /** Copies a vector's values into an array, from an index on. */
  public static void copy(INDArray flat, float[] values, int from) {
    pointer(flat).get(values, from, Math.toIntExact(flat.length()));
  }

  /**
   * Copies a stretch of a vector's values into an array, from an index on.
   *
   * @return how many there are; none where the stretch ends before it begins
   */
  public static int copy(INDArray flat, int from, int to, float[] values, int at) {
    if (to <= from) {
      return 0;
    }
    requireWithin(flat, from, to - from);
    pointer(flat).getPointer(from).get(values, at, to - from);
    return to - from;
  }

  /** Copies a stretch of an array, from an index on, over a vector's values. */
  public static void assign(INDArray flat, float[] values, int from) {
    pointer(flat).put(values, from, Math.toIntExact(flat.length()));
  }

  /** Copies an array over a stretch of a vector's values, from an index of the vector on. */
  public static void assign(INDArray flat, long at, float[] values) {
    requireWithin(flat, at, values.length);
    pointer(flat).getPointer(at).put(values, 0, values.length);
  }

  /** Returns a copy of a stretch of a vector's values. */
  public static float[] values(INDArray flat, long at, int count) {
    requireWithin(flat, at, count);
    float[] values = new float[count];
    pointer(flat).getPointer(at).get(values, 0, count);
    return values;
  }

  /** Makes a stretch of a vector's values 0. */
  public static void clear(INDArray flat, long at, int count) {
    requireWithin(flat, at, count);
    Pointer.memset(pointer(flat).getPointer(at), 0, (long) count * Float.BYTES);
  }

  private static void requireWithin(INDArray flat, long at, int count) {
    if (at < 0 || count < 0 || at + count > flat.length()) {
      throw new IndexOutOfBoundsException(
          "the stretch from " + at + " of " + count + " leaves a vector of " + flat.length());
    }
  }

  /** Multiplies in place. */
  public static void scale(INDArray flat, double factor) {
    Vectors.scale(pointer(flat), flat.length(), (float) factor);
  }
}
