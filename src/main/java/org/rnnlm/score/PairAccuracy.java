package org.rnnlm.score;

/**
 * How often a model takes the good sentence of a minimal pair for the likelier one.
 *
 * @param right pairs whose good sentence is the likelier
 * @param ties pairs whose sentences are equally likely, which count as half
 * @param pairs all of them
 */
public record PairAccuracy(long right, long ties, long pairs) {
  /** The accuracy over no pair. */
  public static final PairAccuracy NONE = new PairAccuracy(0, 0, 0);

  private static final double Z = 1.959963984540054; // 95 % of a normal distribution

  /** Returns the accuracy with one more pair, given the nats of both of its sentences. */
  PairAccuracy with(double good, double bad) {
    return new PairAccuracy(right + (good < bad ? 1 : 0), ties + (good == bad ? 1 : 0), pairs + 1);
  }

  /** Returns the share of the pairs whose good sentence is the likelier. */
  public double accuracy() {
    return (right + 0.5 * ties) / pairs;
  }

  /** Returns the lower end of the 95 % confidence interval. */
  public double least() {
    return Math.max(0, middle() - halfWidth());
  }

  /** Returns the upper end of the 95 % confidence interval. */
  public double most() {
    return Math.min(1, middle() + halfWidth());
  }

  /**
   * Returns the middle of Wilson's score interval (Journal of the American Statistical Association
   * 22, 1927).
   */
  private double middle() {
    return (accuracy() + Z * Z / (2 * pairs)) / (1 + Z * Z / pairs);
  }

  private double halfWidth() {
    double p = accuracy();
    return Z / (1 + Z * Z / pairs) * Math.sqrt(p * (1 - p) / pairs + Z * Z / (4.0 * pairs * pairs));
  }
}
