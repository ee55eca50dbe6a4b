package org.rnnlm.shard;

import java.util.Optional;
import org.rnnlm.vocabulary.Vocabulary;

/** A tagged sentence has END after it, START nowhere, and a tag for each of its words. */
final class TaggedCheck {
  private TaggedCheck() {}

  static Optional<String> problem(TokenSequence sentence) {
    int[] tokens = sentence.tokens();
    int last = tokens.length - 1;
    if (tokens[last] != Vocabulary.END) {
      return Optional.of("does not stop at END");
    }
    for (int i = 0; i < last; i++) {
      if (tokens[i] == Vocabulary.START || tokens[i] == Vocabulary.END) {
        return Optional.of("has START or END at token " + i + ", within the sentence");
      }
    }
    return sentence.tags().length == last
        ? Optional.empty()
        : Optional.of("has " + last + " words and no tags of them");
  }
}
