package org.rnnlm.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Powers of e, in loops that the compiler turns into vector instructions. As {@code expf} of the
 * Cephes library has it, e^x is 2^n e^r with a whole n and a small r, whose power is a polynomial;
 * 2^n is made of its bits, in memory that is written as floats and read as integers, since there is
 * no vector instruction of Java's for that.
 */
final class Exponentials {
  /** The least exponent: powers below it would be subnormal, and are taken for 0. */
  private static final float LEAST = -88;

  private static final float LOG2_E = 1.44269504f;

  /** The natural logarithm of 2, in two parts whose products with n are exact enough. */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = -2.12194440e-4f;

  /**
   * The float from which on floats have no digits behind the point (1.5 times 2 to the 23rd), plus
   * the exponent's bias of 127.
   */
  private static final float SHIFT = 12582912 + 127;

  /** Bits of a float before its exponent. */
  private static final int MANTISSA = 23;

  /** What is computed at a time stays in a core's first cache. */
  private static final int PIECE = 1024;

  /** So many are added, or compared, one after the other. */
  private static final int FEW = 16;

  private final float[] piece = new float[PIECE];
  private final float[] shifted = new float[PIECE];
  private final int[] bits = new int[PIECE];
  private final float[] sums = new float[PIECE];
  private final FloatBuffer floats;
  private final IntBuffer integers; // the same memory

  Exponentials() {
    ByteBuffer memory =
        ByteBuffer.allocateDirect(PIECE * Float.BYTES).order(ByteOrder.nativeOrder());
    floats = memory.asFloatBuffer();
    integers = memory.asIntBuffer();
  }

  /** Replaces values by the powers of e of them negated; those beyond 80 count as 80. */
  void ofNegated(float[] values, int length) {
    for (int from = 0; from < length; from += PIECE) {
      int size = Math.min(PIECE, length - from);
      for (int i = 0; i < size; i++) {
        piece[i] = Math.min(80, Math.max(-80, -values[from + i]));
      }
      power(0, size);
      System.arraycopy(piece, 0, values, from, size);
    }
  }

  /**
   * Turns values into their powers.
   *
   * @param most what is subtracted from each value first, and not below any
   * @return the powers' sum
   */
  double of(float[] values, float most) {
    raise(values, most);
    return sum(Math.min(PIECE, values.length));
  }

  /**
   * Does the same of values that are not many more than are summed up side by side: the sums are
   * halved until few are left, and not added one after the other, so that last bits differ.
   */
  double ofFew(float[] values, float most) {
    raise(values, most);
    int length = Math.min(PIECE, values.length);
    while (length > FEW) {
      int half = upperHalf(length);
      SteppedLoops.add(sums, shifted, length - half);
      length = half;
    }
    return sum(length);
  }

  /**
   * Returns the sum of values times their powers.
   *
   * @param most what was subtracted from each value, and is subtracted here
   * @param powers that {@link #ofFew} made of the values
   */
  double weighted(float[] values, float most, float[] powers) {
    Arrays.fill(sums, 0);
    for (int from = 0; from < values.length; from += PIECE) {
      int length = Math.min(PIECE, values.length - from);
      System.arraycopy(values, from, piece, 0, length);
      System.arraycopy(powers, from, shifted, 0, length);
      for (int i = 0; i < length; i++) {
        piece[i] = Math.max(LEAST, piece[i] - most);
      }
      SteppedLoops.addProduct(sums, piece, shifted, length);
    }
    return sum(Math.min(PIECE, values.length));
  }

  private void raise(float[] values, float most) {
    Arrays.fill(sums, 0);
    for (int from = 0; from < values.length; from += PIECE) {
      int length = Math.min(PIECE, values.length - from);
      System.arraycopy(values, from, piece, 0, length);
      power(most, length);
      SteppedLoops.add(sums, piece, length);
      System.arraycopy(piece, 0, values, from, length);
    }
  }

  /** Copies what is behind the first half of the sums, and returns how long that half is. */
  private int upperHalf(int length) {
    int half = (length + 1) / 2;
    System.arraycopy(sums, half, shifted, 0, length - half);
    return half;
  }

  /** Returns the largest of some values; NaN if one is. */
  float largest(float... values) {
    Arrays.fill(sums, Float.NEGATIVE_INFINITY); // many at a time, for vector instructions
    for (int from = 0; from < values.length; from += PIECE) {
      int length = Math.min(PIECE, values.length - from);
      System.arraycopy(values, from, piece, 0, length);
      for (int i = 0; i < length; i++) {
        sums[i] = Math.max(sums[i], piece[i]);
      }
    }
    int left = Math.min(PIECE, values.length);
    while (left > FEW) {
      int half = upperHalf(left);
      for (int i = 0; i < left - half; i++) {
        sums[i] = Math.max(sums[i], shifted[i]);
      }
      left = half;
    }
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < left; i++) {
      largest = Math.max(largest, sums[i]);
    }
    return largest;
  }

  /** Turns the piece at hand into powers. */
  private void power(float most, int length) {
    reduce(piece, shifted, most, length);
    floats.put(0, shifted, 0, length);
    integers.get(0, bits, 0, length);
    for (int i = 0; i < length; i++) {
      bits[i] <<= MANTISSA;
    }
    integers.put(0, bits, 0, length);
    floats.get(0, shifted, 0, length);
    SteppedLoops.multiply(piece, shifted, length);
  }

  /**
   * Turns values into e^r.
   *
   * @param shifted receives floats whose last bits are 127 + n
   */
  private static void reduce(float[] values, float[] shifted, float most, int length) {
    for (int i = 0; i < length; i++) {
      float x = Math.max(LEAST, values[i] - most);
      float whole = x * LOG2_E + SHIFT;
      shifted[i] = whole;
      float n = whole - SHIFT;
      float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
      float p = 1.9875691500e-4f;
      p = Math.fma(p, r, 1.3981999507e-3f);
      p = Math.fma(p, r, 8.3334519073e-3f);
      p = Math.fma(p, r, 4.1665795894e-2f);
      p = Math.fma(p, r, 1.6666665459e-1f);
      p = Math.fma(p, r, 5.0000001201e-1f);
      values[i] = 1 + Math.fma(p, r * r, r);
    }
  }

  private double sum(int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += sums[i];
    }
    return sum;
  }
}
