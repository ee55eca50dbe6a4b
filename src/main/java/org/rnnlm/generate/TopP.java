package org.rnnlm.generate;

import java.util.Arrays;

/**
 * Keeps the nucleus: the smallest set of likeliest tokens whose probability is together at least p
 * (Holtzman et al. 2020, arXiv 1904.09751, equations 2 and 3).
 */
record TopP(double p) implements TokenFilter {
  @Override
  public void apply(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    // All tokens below this together have less than 1 - p, so none of them is in the nucleus.
    double least = (1 - p) * sum / weights.length;
    double[] candidates =
        Arrays.stream(weights).filter(weight -> weight > 0 && weight >= least).sorted().toArray();
    double nucleus = 0;
    for (int count = 1; count <= candidates.length; count++) {
      double weight = candidates[candidates.length - count];
      nucleus += weight;
      if (nucleus >= p * sum) {
        TokenFilter.keep(weights, weight, count);
        return;
      }
    }
  }
}
