package org.rnnlm.score;

import java.util.Arrays;

/**
 * What a network says of one text.
 *
 * @param nats the surprisal of each of its tokens but the first. Not copied
 * @param entropies of the distributions that these were drawn from, in nats; NaN where they were
 *     not asked for. Not copied
 */
record Reading(double[] nats, double[] entropies) {
  /** Returns a reading of so many tokens, yet to be filled. */
  static Reading of(int tokens) {
    Reading reading = new Reading(new double[tokens], new double[tokens]);
    Arrays.fill(reading.entropies, Double.NaN);
    return reading;
  }
}
