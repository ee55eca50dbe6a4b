package org.rnnlm.generate;

import java.util.SplittableRandom;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Draws tokens from a model's distribution at a temperature. Padding, START and the unknown token
 * are never drawn: they stand for no text.
 */
final class TokenSampler {
  private final double temperature;
  private final SplittableRandom random;

  TokenSampler(double temperature, long seed) {
    this.temperature = temperature;
    this.random = new SplittableRandom(seed);
  }

  /**
   * @param probabilities of every id, summing to 1
   */
  int draw(double[] probabilities) {
    int best = likeliest(probabilities);
    if (temperature == 0) {
      return best;
    }
    double[] weights = new double[probabilities.length];
    double sum = 0;
    for (int id = 0; id < weights.length; id++) {
      // relative to the likeliest, so that a low temperature underflows to it and not to nothing
      weights[id] =
          writable(id)
              ? Math.exp(
                  (Math.log(probabilities[id]) - Math.log(probabilities[best])) / temperature)
              : 0;
      sum += weights[id];
    }
    double left = random.nextDouble() * sum;
    for (int id = 0; id < weights.length; id++) {
      left -= weights[id];
      if (left < 0 && weights[id] > 0) {
        return id;
      }
    }
    return best;
  }

  private static int likeliest(double[] probabilities) {
    int best = Vocabulary.END;
    for (int id = 0; id < probabilities.length; id++) {
      if (writable(id) && probabilities[id] > probabilities[best]) {
        best = id;
      }
    }
    return best;
  }

  private static boolean writable(int id) {
    return id != Vocabulary.PADDING && id != Vocabulary.UNKNOWN && id != Vocabulary.START;
  }
}
