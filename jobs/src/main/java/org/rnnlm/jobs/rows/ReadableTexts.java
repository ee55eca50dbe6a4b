package org.rnnlm.jobs.rows;

import java.util.function.Function;
import org.rnnlm.prep.table.RowOutcome;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Lets a text pass that a model can go on from: one with tokens, and without any that the
 * vocabulary lacks if such are refused.
 *
 * @param refusesUnknown whether a text with unknown tokens is a bad row
 * @param needsTokens whether an empty text is one
 */
record ReadableTexts(Codec codec, boolean refusesUnknown, boolean needsTokens) {
  private static final String UNKNOWN_TOKENS = "unknown-tokens";
  private static final String NO_TOKENS = "no-tokens";

  RowOutcome outcome(String text, Function<int[], RowOutcome> of) {
    int[] tokens = codec.encode(text);
    if (refusesUnknown && unknown(tokens) > 0) {
      return RowOutcome.failed(UNKNOWN_TOKENS);
    }
    return needsTokens && tokens.length == 0 ? RowOutcome.failed(NO_TOKENS) : of.apply(tokens);
  }

  static long unknown(int[] tokens) {
    long count = 0;
    for (int token : tokens) {
      count += token == Vocabulary.UNKNOWN ? 1 : 0;
    }
    return count;
  }
}
