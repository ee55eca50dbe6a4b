package org.rnnlm.train;

import java.io.Serializable;

/**
 * How many batches of each worker make a round: short rounds first, while parameters move fast and
 * replicas drift apart, then longer ones (Lin et al., arXiv 1808.07217, have two lengths).
 *
 * @param first batches of the run's first round
 * @param growth how many times as long as its predecessor a round is, at least 1
 * @param full batches that a round has at most
 */
public record RoundLengths(int first, double growth, int full) implements Serializable {
  public RoundLengths {
    if (first < 1 || first > full) {
      throw new IllegalArgumentException(
          "the first round has "
              + first
              + " batches, it must have at least 1 and at most those of a full one, "
              + full);
    }
    if (!(growth >= 1 && Double.isFinite(growth))) {
      throw new IllegalArgumentException("round growth is " + growth + ", it must be at least 1");
    }
    if (growth == 1 && first < full) {
      throw new IllegalArgumentException(
          "with a round growth of 1 rounds of "
              + first
              + " batches never become rounds of "
              + full
              + "; let them grow, or make the first one as long");
    }
  }

  /**
   * Returns how many batches a full round has where nothing else is asked for: 16, and half of them
   * from eight workers on, whose replicas, at higher rates, drift further apart.
   */
  public static int fullFor(int workers) {
    return workers < 8 ? 16 : 8;
  }

  /** Returns all alike. */
  public static RoundLengths constant(int batches) {
    return new RoundLengths(batches, 1, batches);
  }

  /** Batches of a round, counted from 0 since the run began. */
  int of(int round) {
    double batches = first * Math.pow(growth, round);
    return batches < full ? Math.max(1, (int) batches) : full;
  }

  /** Batches of several rounds, from the one given on. */
  long of(int round, int rounds) {
    long batches = 0;
    for (int i = 0; i < rounds; i++) {
      int length = of(round + i);
      if (length == full) {
        return batches + (long) (rounds - i) * full;
      }
      batches += length;
    }
    return batches;
  }

  /** Returns how many rounds, from the one given on, it takes to train so many batches. */
  int rounds(int round, long batches) {
    long left = batches;
    int rounds = 0;
    while (left > 0 && of(round + rounds) < full) {
      left -= of(round + rounds);
      rounds++;
    }
    return Math.toIntExact(rounds + Math.max(0, left + full - 1) / full);
  }
}
