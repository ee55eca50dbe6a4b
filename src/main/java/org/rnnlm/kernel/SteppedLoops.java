package org.rnnlm.kernel;

/**
 * Operations over whole arrays, activation functions among them, in loops that the compiler turns
 * into vector instructions: from the first element on, no branches, no calls but of one
 * instruction.
 */
final class SteppedLoops {
  /** Beyond it the hyperbolic tangent is 1 in single precision. */
  private static final float LIMIT = 7.9053111f;

  private SteppedLoops() {}

  static void add(float[] to, float[] a, int length) {
    for (int i = 0; i < length; i++) {
      to[i] += a[i];
    }
  }

  static void product(float[] a, float[] b, float[] into, int length) {
    for (int i = 0; i < length; i++) {
      into[i] = a[i] * b[i];
    }
  }

  static void multiply(float[] values, float[] by, int length) {
    for (int i = 0; i < length; i++) {
      values[i] *= by[i];
    }
  }

  static void multiply(float[] values, float by, int length) {
    for (int i = 0; i < length; i++) {
      values[i] *= by;
    }
  }

  static void addProduct(float[] to, float[] a, float[] b, int length) {
    for (int i = 0; i < length; i++) {
      to[i] += a[i] * b[i];
    }
  }

  /**
   * A quotient of polynomials of degree 13 and 6, a few units in the last place off (the
   * coefficients are those of the Eigen library, MathFunctionsImpl.h, ptanh_float).
   */
  static void tanh(float[] of, float[] into, int length) {
    for (int i = 0; i < length; i++) {
      float x = Math.max(-LIMIT, Math.min(LIMIT, of[i]));
      float y = x * x;
      float p = -2.76076847742355e-16f;
      p = Math.fma(p, y, 2.00018790482477e-13f);
      p = p * y - 8.60467152213735e-11f;
      p = Math.fma(p, y, 5.12229709037114e-08f);
      p = Math.fma(p, y, 1.48572235717979e-05f);
      p = Math.fma(p, y, 6.37261928875436e-04f);
      p = Math.fma(p, y, 4.89352455891786e-03f);
      float q = 1.19825839466702e-06f;
      q = Math.fma(q, y, 1.18534705686654e-04f);
      q = Math.fma(q, y, 2.26843463243900e-03f);
      q = Math.fma(q, y, 4.89352518554385e-03f);
      into[i] = x * p / q;
    }
  }

  /**
   * Computes log(1 + x) for x from 0 to 1, within 2e-7: it is 2 artanh(t) with t = x / (2 + x), and
   * artanh(t) / t a polynomial of t² (fitted at Chebyshev's points).
   */
  static void logOfOnePlus(float[] of, float[] into, int length) {
    for (int i = 0; i < length; i++) {
      float t = of[i] / (2 + of[i]);
      float y = t * t;
      float p = 0.2817465662956238f;
      p = Math.fma(p, y, 0.2796141803264618f);
      p = Math.fma(p, y, 0.40024852752685547f);
      p = Math.fma(p, y, 0.6666631698608398f);
      into[i] = t * Math.fma(p, y, 2f);
    }
  }

  /** The logistic function, in place: (1 + tanh(x / 2)) / 2, all in one go through memory. */
  static void sigmoid(float[] values, int length) {
    for (int i = 0; i < length; i++) {
      float x = Math.max(-LIMIT, Math.min(LIMIT, 0.5f * values[i]));
      float y = x * x;
      float p = -2.76076847742355e-16f;
      p = Math.fma(p, y, 2.00018790482477e-13f);
      p = p * y - 8.60467152213735e-11f;
      p = Math.fma(p, y, 5.12229709037114e-08f);
      p = Math.fma(p, y, 1.48572235717979e-05f);
      p = Math.fma(p, y, 6.37261928875436e-04f);
      p = Math.fma(p, y, 4.89352455891786e-03f);
      float q = 1.19825839466702e-06f;
      q = Math.fma(q, y, 1.18534705686654e-04f);
      q = Math.fma(q, y, 2.26843463243900e-03f);
      q = Math.fma(q, y, 4.89352518554385e-03f);
      values[i] = 0.5f + 0.5f * x * p / q;
    }
  }
}
