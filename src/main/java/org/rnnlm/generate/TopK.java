package org.rnnlm.generate;

import java.util.Arrays;

/** Keeps the k likeliest tokens (Fan et al. 2018, arXiv 1805.04833, section 5.5). */
record TopK(int k) implements TokenFilter {
  @Override
  public void apply(double[] weights) {
    if (k >= weights.length) {
      return;
    }
    double[] sorted = weights.clone();
    Arrays.sort(sorted);
    TokenFilter.keep(weights, sorted[sorted.length - k], k);
  }
}
