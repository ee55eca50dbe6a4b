package org.rnnlm.shard;

import java.util.Arrays;
import org.rnnlm.io.DataException;
import org.rnnlm.vocabulary.Vocabulary;

/** Pairs as sequences: the source's tokens, START, the target's tokens, END. */
public final class PairSequences {
  private PairSequences() {}

  /**
   * Returns how many tokens the source has.
   *
   * @throws DataException if the sequence is no pair
   */
  public static int source(TokenSequence pair) {
    int[] tokens = pair.tokens();
    for (int i = 1; i < tokens.length - 1; i++) {
      if (tokens[i] == Vocabulary.START) {
        return i;
      }
    }
    throw new DataException(
        "sequence "
            + pair.sequence()
            + " is no pair: no START stands between a source and its target");
  }

  /** Returns how many tokens are predicted: the target's, and END. */
  public static int targets(TokenSequence pair) {
    return pair.targets() - source(pair);
  }

  public static int[] sourceTokens(TokenSequence pair) {
    return Arrays.copyOf(pair.tokens(), source(pair));
  }

  /** Returns the target's tokens, without END. */
  public static int[] targetTokens(TokenSequence pair) {
    return Arrays.copyOfRange(pair.tokens(), source(pair) + 1, pair.tokens().length - 1);
  }

  /**
   * @param target without END
   */
  public static int[] join(int[] source, int[] target) {
    int[] pair = new int[source.length + target.length + 2];
    System.arraycopy(source, 0, pair, 0, source.length);
    pair[source.length] = Vocabulary.START;
    System.arraycopy(target, 0, pair, source.length + 1, target.length);
    pair[pair.length - 1] = Vocabulary.END;
    return pair;
  }
}
