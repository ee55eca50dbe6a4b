package org.rnnlm.generate;

import java.util.Arrays;

/**
 * Keeps the tokens that are at least p times as likely as the likeliest one (Nguyen et al. 2024,
 * arXiv 2407.01082, section 3.1).
 */
record MinP(double p) implements TokenFilter {
  @Override
  public void apply(double[] weights) {
    double least = p * Arrays.stream(weights).max().orElse(0);
    for (int id = 0; id < weights.length; id++) {
      weights[id] = weights[id] >= least ? weights[id] : 0;
    }
  }
}
