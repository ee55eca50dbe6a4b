package org.rnnlm.search;

import java.util.Arrays;

/**
 * A text that is searched for, such as a target, or the beginning of one.
 *
 * @param tokens without the END that it ends with. Not copied
 * @param logProbability of the tokens, and of END where it has ended, given what was read before
 *     them; natural
 * @param ended whether END follows
 */
public record Hypothesis(int[] tokens, double logProbability, boolean ended) {
  /** Nothing yet. */
  public static final Hypothesis EMPTY = new Hypothesis(new int[0], 0, false);

  /** Returns this hypothesis with a token more. */
  public Hypothesis with(int token, double logOfToken) {
    int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
    longer[tokens.length] = token;
    return new Hypothesis(longer, logProbability + logOfToken, false);
  }

  /** Returns this hypothesis with END after it. */
  public Hypothesis end(double logOfEnd) {
    return new Hypothesis(tokens, logProbability + logOfEnd, true);
  }

  /**
   * Returns what hypotheses of different lengths are compared by: log P(Y|X) / lp(Y), with lp(Y) =
   * (5 + |Y|)^a / (5 + 1)^a, END counted in |Y| (Wu et al., arXiv 1609.08144, equation 14, without
   * its coverage term).
   *
   * @param lengthPenalty the exponent a; 0 compares probabilities
   */
  public double score(double lengthPenalty) {
    int length = tokens.length + (ended ? 1 : 0);
    return logProbability / Math.pow((5.0 + length) / 6.0, lengthPenalty);
  }
}
