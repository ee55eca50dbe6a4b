package org.rnnlm.kernel;

/**
 * The entropy of a distribution, several times as fast as by {@code Math.log}: a logarithm is the
 * exponent's, one of a table for the first bits of the mantissa, and the first two terms of its
 * series for the rest. It is off by less than 1e-10 nats a probability.
 */
public final class Entropy {
  private static final int BITS = 11; // of the mantissa, in the table
  private static final int REST = 23 - BITS;
  private static final int MANTISSA = (1 << 23) - 1;
  private static final int ONE = 127 << 23; // the bits of 1
  private static final double[] LOGARITHMS = new double[1 << BITS];
  private static final double[] INVERSES = new double[1 << BITS];
  private static final double[] EXPONENTS = new double[256];

  static {
    for (int i = 0; i < LOGARITHMS.length; i++) {
      double middle = 1 + (i + 0.5) / LOGARITHMS.length;
      LOGARITHMS[i] = Math.log(middle);
      INVERSES[i] = 1 / middle;
    }
    for (int i = 0; i < EXPONENTS.length; i++) {
      EXPONENTS[i] = (i - 127) * Math.log(2);
    }
  }

  private Entropy() {}

  /**
   * Returns the entropy in nats.
   *
   * @param probabilities that sum to 1; those too small for a normal float count as none
   */
  public static double nats(float[] probabilities) {
    double even = 0; // two sums, so that one addition need not wait for the other
    double odd = 0;
    int last = probabilities.length - 1;
    for (int i = 0; i < last; i += 2) {
      even -= probabilities[i] * logarithm(probabilities[i]);
      odd -= probabilities[i + 1] * logarithm(probabilities[i + 1]);
    }
    if (last % 2 == 0) {
      even -= probabilities[last] * logarithm(probabilities[last]);
    }
    return even + odd;
  }

  private static double logarithm(float value) {
    int bits = Float.floatToRawIntBits(value);
    int mantissa = bits & MANTISSA;
    int index = mantissa >>> REST;
    double rest = Float.intBitsToFloat(mantissa | ONE) * INVERSES[index] - 1;
    return EXPONENTS[bits >>> 23 & 0xff] + LOGARITHMS[index] + rest * (1 - 0.5 * rest);
  }
}
