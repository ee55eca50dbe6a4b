package org.rnnlm.shard;

import java.util.Optional;
import org.rnnlm.vocabulary.Vocabulary;

/** A pair has one START, between its source and its target, and one END, behind both. */
final class PairCheck {
  private PairCheck() {}

  static Optional<String> problem(TokenSequence pair) {
    int[] tokens = pair.tokens();
    int last = tokens.length - 1;
    if (tokens[last] != Vocabulary.END) {
      return Optional.of("does not stop at END");
    }
    int starts = 0;
    for (int i = 0; i < last; i++) {
      if (tokens[i] == Vocabulary.END) {
        return Optional.of("has END at token " + i + ", within the pair");
      }
      starts += tokens[i] == Vocabulary.START ? 1 : 0;
    }
    if (starts != 1) {
      return Optional.of("has " + starts + " STARTs, a pair has one behind its source");
    }
    return tokens[0] == Vocabulary.START ? Optional.of("has no source") : Optional.empty();
  }
}
