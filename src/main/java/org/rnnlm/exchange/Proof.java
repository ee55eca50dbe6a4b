package org.rnnlm.exchange;

import java.util.List;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

/**
 * How closely an export says what its source says, of the same tokens.
 *
 * @param predictions distributions that were compared
 * @param largestDifference of a log-probability, in nats
 */
public record Proof(int predictions, double largestDifference) {
  /** What rounding in 32-bit floats explains. */
  public static final double TOLERANCE = 1e-5;

  /** Below this a probability of 32-bit floats has too few digits left to be compared. */
  private static final double SMALLEST = Math.log(1e-30);

  /** Computes what the export says. */
  interface Reader {
    /**
     * Returns the values before the softmax, of each step that predicts.
     *
     * @param target as {@link Probe} has it
     */
    double[][] logits(int[] read, int[] target);
  }

  /**
   * Compares an export with its source.
   *
   * @throws DataException if they differ by more than rounding explains
   */
  static Proof of(List<Probe> probes, Reader export, String origin) {
    int predictions = 0;
    double largest = 0;
    for (Probe probe : probes) {
      double[][] logits = export.logits(probe.read(), probe.target());
      double[][] expected = probe.logProbabilities();
      if (logits.length != expected.length) {
        throw new DataException(
            Text.format(
                "%s makes %d predictions where the model makes %d",
                origin, logits.length, expected.length));
      }
      for (int t = 0; t < expected.length; t++) {
        largest = Math.max(largest, difference(logits[t], expected[t]));
        predictions++;
      }
    }
    if (!(largest <= TOLERANCE)) {
      throw new DataException(
          Text.format(
              "%s differs from the model by %.2g nats, more than the %.0e that rounding explains:"
                  + " do not use it",
              origin, largest, TOLERANCE));
    }
    return new Proof(predictions, largest);
  }

  private static double difference(double[] logits, double[] expected) {
    double highest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      highest = Math.max(highest, logit);
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - highest);
    }
    double total = highest + Math.log(sum);
    double largest = logits.length == expected.length ? 0 : Double.POSITIVE_INFINITY;
    for (int id = 0; id < expected.length && largest < Double.POSITIVE_INFINITY; id++) {
      double log = logits[id] - total;
      if (log > SMALLEST) {
        double scale = Math.max(1, Math.abs(log));
        largest = Math.max(largest, Math.abs(log - expected[id]) / scale);
      }
      if (Double.isNaN(log)) {
        return Double.NaN;
      }
    }
    return largest;
  }
}
