package org.rnnlm.prep.steps;

import java.io.Serializable;

/**
 * Tokens with their counts on their way from one step to the next, one behind the other: as objects
 * each they would take longer to write and to read than to count.
 *
 * @param characters of all tokens
 * @param ends where each token ends
 * @param counts of each token
 */
record CountedTokens(char[] characters, int[] ends, long[] counts) implements Serializable {
  /** Adds the counts to others. */
  void addTo(TokenCounts sums) {
    int start = 0;
    for (int i = 0; i < ends.length; i++) {
      sums.add(characters, start, ends[i], counts[i]);
      start = ends[i];
    }
  }
}
