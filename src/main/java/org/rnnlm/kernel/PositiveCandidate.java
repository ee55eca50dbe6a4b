package org.rnnlm.kernel;

/**
 * The activation of min-GRU's and min-LSTM's candidates, g(a) = a + 0.5 where a is above 0, and
 * σ(a) elsewhere (Feng et al., arXiv 2410.01201, appendix B): above zero, and without a limit.
 */
final class PositiveCandidate {
  /** So large that the least float above a half, less a half, times it is above 1. */
  private static final float STEEP = 1e8f;

  private final float[] below;

  /**
   * @param scratch an array as long as the longest of the others
   */
  PositiveCandidate(float[] scratch) {
    below = scratch;
  }

  /** Replaces sums by their activations: max(a, 0) + σ(min(a, 0)), which has no branches. */
  void of(float[] sums, int length) {
    for (int i = 0; i < length; i++) {
      below[i] = Math.min(sums[i], 0);
    }
    SteppedLoops.sigmoid(below, length);
    for (int i = 0; i < length; i++) {
      sums[i] = Math.max(sums[i], 0) + below[i];
    }
  }

  /**
   * Multiplies gradients by g'(a): 1 where g(a) is above a half, g (1 - g) elsewhere.
   *
   * @param activated g(a)
   */
  static void multiplySlope(float[] gradients, float[] activated, int length) {
    for (int i = 0; i < length; i++) {
      float above = Math.min(1, Math.max(0, (activated[i] - 0.5f) * STEEP));
      float g = Math.min(activated[i], 0.5f);
      gradients[i] *= above + (1 - above) * g * (1 - g);
    }
  }
}
