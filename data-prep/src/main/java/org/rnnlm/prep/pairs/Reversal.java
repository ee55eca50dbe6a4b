package org.rnnlm.prep.pairs;

import java.util.SplittableRandom;

/** Up to ten letters, and the same from the last to the first. */
final class Reversal {
  private static final int LETTERS = 26;
  private static final int SHORTEST = 3;
  private static final int LONGEST = 10;

  private Reversal() {}

  static GeneratedPair pair(SplittableRandom random) {
    int length = random.nextInt(SHORTEST, LONGEST + 1);
    StringBuilder letters = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      letters.append((char) ('a' + random.nextInt(LETTERS)));
    }
    return new GeneratedPair(letters.toString(), letters.reverse().toString());
  }
}
