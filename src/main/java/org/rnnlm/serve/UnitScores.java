package org.rnnlm.serve;

import java.util.Arrays;

/**
 * How well a unit's activations tell tokens that match a pattern from those that do not.
 *
 * @param auc the probability that it is more active at a matching token than at another one, ties
 *     counted as half (Mann and Whitney's U over the number of pairs); 0.5 where there are no pairs
 * @param correlation Pearson's, with 1 for matching tokens and 0 for others; 0 where one is
 *     constant
 */
record UnitScores(double auc, double correlation) {
  /** What a unit tells where all tokens match, or none does. */
  private static final UnitScores NOTHING = new UnitScores(0.5, 0);

  static UnitScores of(float[] activations, boolean[] matches) {
    int matching = 0;
    for (boolean match : matches) {
      matching += match ? 1 : 0;
    }
    return matching == 0 || matching == matches.length
        ? NOTHING
        : new UnitScores(
            auc(activations, matches, matching), correlation(activations, matches, matching));
  }

  /** Returns how far it is from telling nothing, from 0 to 0.5. */
  double strength() {
    return Math.abs(auc - 0.5);
  }

  /** Counts pairs by merging both kinds, each sorted for itself. */
  private static double auc(float[] values, boolean[] matches, int matching) {
    float[] matched = new float[matching];
    float[] others = new float[values.length - matching];
    int at = 0;
    for (int i = 0; i < values.length; i++) {
      if (matches[i]) {
        matched[at++] = values[i];
      } else {
        others[i - at] = values[i];
      }
    }
    Arrays.sort(matched);
    Arrays.sort(others);
    double won = 0;
    int below = 0;
    int upTo = 0;
    for (float value : matched) {
      while (below < others.length && others[below] < value) {
        below++;
      }
      while (upTo < others.length && others[upTo] <= value) {
        upTo++;
      }
      won += (below + upTo) / 2.0; // those that are equal count as half
    }
    return won / ((double) matched.length * others.length);
  }

  private static double correlation(float[] values, boolean[] matches, int matching) {
    int count = values.length;
    double mean = 0;
    for (float value : values) {
      mean += value / (double) count;
    }
    double product = 0;
    double square = 0;
    for (int i = 0; i < count; i++) {
      double value = values[i] - mean;
      product += matches[i] ? value : 0;
      square += value * value;
    }
    double scale = Math.sqrt(square * matching * (count - matching) / count);
    return scale == 0 ? 0 : product / scale;
  }
}
