package org.rnnlm.serve;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well a unit's activations tell tokens that match a pattern from those that do not.
 *
 * @param auc the probability that it is more active at a matching token than at another one, ties
 *     counted as half (Mann and Whitney's U over the number of pairs); 0.5 where there are no pairs
 * @param correlation Pearson's, with 1 for matching tokens and 0 for others; 0 where one is
 *     constant
 */
record UnitScores(double auc, double correlation) {

  static UnitScores of(float[] activations, boolean[] matches) {
    return new UnitScores(auc(activations, matches), correlation(activations, matches));
  }

  /** Returns how far it is from telling nothing, from 0 to 0.5. */
  double strength() {
    return Math.abs(auc - 0.5);
  }

  private static double auc(float[] values, boolean[] matches) {
    Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double ranks = 0;
    long matching = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      double rank = (from + 1 + to) / 2.0; // the mean of those that are equal
      for (int i = from; i < to; i++) {
        if (matches[order[i]]) {
          ranks += rank;
          matching++;
        }
      }
      from = to;
    }
    double pairs = (double) matching * (values.length - matching);
    return pairs == 0 ? 0.5 : (ranks - matching * (matching + 1) / 2.0) / pairs;
  }

  private static double correlation(float[] values, boolean[] matches) {
    int count = values.length;
    double mean = 0;
    double share = 0;
    for (int i = 0; i < count; i++) {
      mean += values[i] / (double) count;
      share += matches[i] ? 1.0 / count : 0;
    }
    double product = 0;
    double square = 0;
    double matchSquare = 0;
    for (int i = 0; i < count; i++) {
      double value = values[i] - mean;
      double match = (matches[i] ? 1 : 0) - share;
      product += value * match;
      square += value * value;
      matchSquare += match * match;
    }
    double scale = Math.sqrt(square * matchSquare);
    return scale == 0 ? 0 : product / scale;
  }
}
