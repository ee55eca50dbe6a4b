package org.rnnlm.generate;

/**
 * Powers of probabilities, twice as fast as by {@code Math.log} and {@code Math.exp}: tables for
 * the first bits of the mantissas, series for the rest. They are off by less than 1e-11, times the
 * exponent where that is above 1.
 */
final class Powers {
  private static final int BITS = 11;
  private static final int SIZE = 1 << BITS;
  private static final int MANTISSA = 52;
  private static final int BIAS = 1023;
  private static final double LN_2 = Math.log(2);
  private static final double[] LOGARITHMS = new double[SIZE]; // to the base of 2
  private static final double[] INVERSES = new double[SIZE];
  private static final double[] EXPONENTIALS = new double[SIZE];

  static {
    for (int i = 0; i < SIZE; i++) {
      double middle = 1 + (i + 0.5) / SIZE;
      LOGARITHMS[i] = Math.log(middle) / LN_2;
      INVERSES[i] = 1 / middle;
      EXPONENTIALS[i] = Math.pow(2, (double) i / SIZE);
    }
  }

  private Powers() {}

  /**
   * @param base at least 0 and at most 1
   * @param exponent above 0
   * @return the power; 0 where it, or the base, is no normal number
   */
  static double of(double base, double exponent) {
    if (base < Double.MIN_NORMAL) {
      return 0;
    }
    double power = exponent * logarithm(base);
    return power < 1 - BIAS ? 0 : exponential(power);
  }

  /** Returns the logarithm to the base of 2. */
  private static double logarithm(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> MANTISSA) - BIAS;
    int index = (int) (bits >>> MANTISSA - BITS) & SIZE - 1;
    long one = bits & (1L << MANTISSA) - 1 | (long) BIAS << MANTISSA;
    double rest = Double.longBitsToDouble(one) * INVERSES[index] - 1;
    return exponent + LOGARITHMS[index] + rest * (1 - rest * (0.5 - rest / 3)) / LN_2;
  }

  private static double exponential(double power) {
    double scaled = Math.floor(power * SIZE);
    long step = (long) scaled;
    double rest = (power - scaled / SIZE) * LN_2;
    double series = 1 + rest * (1 + rest * (0.5 + rest / 6));
    double whole = Double.longBitsToDouble((step >> BITS) + BIAS << MANTISSA);
    return whole * EXPONENTIALS[(int) step & SIZE - 1] * series;
  }
}
