package org.rnnlm.generate;

import java.util.Arrays;

/** Leaves tokens out of a draw. */
interface TokenFilter {
  /**
   * Sets the weights of the tokens that are left out to 0.
   *
   * @param weights by id, in proportion to the tokens' probabilities
   */
  void apply(double[] weights);

  /**
   * Leaves all out but the heaviest, of equally heavy ones the first.
   *
   * @param lightest the weight of the lightest that stays
   * @param count how many stay
   */
  static void keep(double[] weights, double lightest, int count) {
    int equal = count - (int) Arrays.stream(weights).filter(weight -> weight > lightest).count();
    for (int id = 0; id < weights.length; id++) {
      boolean stays = weights[id] > lightest || weights[id] == lightest && equal-- > 0;
      weights[id] = stays ? weights[id] : 0;
    }
  }
}
