package org.rnnlm.shard;

import java.util.Optional;
import org.rnnlm.vocabulary.Vocabulary;

/** A sentence has START before it, END after it, and neither within. */
final class SentenceCheck {
  private SentenceCheck() {}

  static Optional<String> problem(TokenSequence sentence) {
    int[] tokens = sentence.tokens();
    int last = tokens.length - 1;
    if (tokens[0] != Vocabulary.START || tokens[last] != Vocabulary.END) {
      return Optional.of("does not stand between START and END");
    }
    for (int i = 1; i < last; i++) {
      if (tokens[i] == Vocabulary.START || tokens[i] == Vocabulary.END) {
        return Optional.of("has START or END at token " + i + ", within the sentence");
      }
    }
    return Optional.empty();
  }
}
