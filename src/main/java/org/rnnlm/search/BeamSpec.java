package org.rnnlm.search;

import java.io.Serializable;

/**
 * How a text, such as a target, is searched for.
 *
 * @param width partial texts that are followed side by side; 1 takes the likeliest token each time
 * @param lengthPenalty the exponent by which longer texts are favoured, see {@link
 *     Hypothesis#score}; 0 for none
 * @param longest tokens that a text may have
 */
public record BeamSpec(int width, double lengthPenalty, int longest) implements Serializable {
  public BeamSpec {
    if (width < 1) {
      throw new IllegalArgumentException("beam width is " + width + ", it must be at least 1");
    }
    if (!(lengthPenalty >= 0) || Double.isInfinite(lengthPenalty)) {
      throw new IllegalArgumentException(
          "length penalty is " + lengthPenalty + ", it must be at least 0 (0: none)");
    }
    if (longest < 0) {
      throw new IllegalArgumentException(
          "longest target is " + longest + " tokens, it must be at least 0");
    }
  }

  /** Returns the likeliest token each time. */
  public static BeamSpec greedy(int longest) {
    return new BeamSpec(1, 0, longest);
  }
}
