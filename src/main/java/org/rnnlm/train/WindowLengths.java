package org.rnnlm.train;

import java.io.Serializable;
import java.util.Random;

/**
 * After how many steps back-propagation through time is truncated, batch by batch. All windows of a
 * batch are alike; where lengths vary, each batch draws its own, so that it is not always the same
 * tokens that begin a window and have nothing to look back to (Merity et al., arXiv 1708.02182,
 * section 5). The drawn length is normally distributed about the base, or about half of it in a
 * share of the batches.
 *
 * @param base steps of a window; 0 to train sequences whole
 * @param halving share of the batches whose mean is half of the base, from 0 to below 1
 * @param deviation standard deviation, in steps, at least 0
 */
public record WindowLengths(int base, double halving, double deviation) implements Serializable {
  /** What no drawn length is below, unless the base is. */
  private static final int SHORTEST = 5;

  private static final int LONGEST = 1 << 30;

  /** Sequences are trained whole. */
  public static final WindowLengths WHOLE = constant(0);

  public WindowLengths {
    if (base < 0) {
      throw new IllegalArgumentException(
          "window is " + base + ", it must be at least 0 (0: whole sequences)");
    }
    if (!(halving >= 0 && halving < 1)) {
      throw new IllegalArgumentException(
          "the share of batches with windows of half the length is "
              + halving
              + ", it must be from 0 to below 1");
    }
    if (!(deviation >= 0 && Double.isFinite(deviation))) {
      throw new IllegalArgumentException(
          "the standard deviation of windows is " + deviation + " steps, it must be at least 0");
    }
    if (base == 0 && (halving > 0 || deviation > 0)) {
      throw new IllegalArgumentException(
          "sequences that are trained whole have no windows whose length could vary; set"
              + " train.window, or train.window-halving and train.window-deviation to 0");
    }
  }

  /** Returns windows that are all alike. */
  public static WindowLengths constant(int steps) {
    return new WindowLengths(steps, 0, 0);
  }

  /** Returns whether batches differ. */
  boolean vary() {
    return halving > 0 || deviation > 0;
  }

  /**
   * Returns the steps of a batch's windows; 0 if it is trained whole.
   *
   * @param seed of this batch alone
   */
  int of(long seed) {
    if (!vary()) {
      return base;
    }
    Random random = new Random(seed);
    double mean = random.nextDouble() < halving ? base / 2.0 : base;
    double drawn = Math.rint(mean + deviation * random.nextGaussian());
    return (int) Math.min(LONGEST, Math.max(Math.min(base, SHORTEST), drawn));
  }
}
