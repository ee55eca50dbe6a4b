package org.rnnlm.shard;

import java.util.Optional;

/** Whether the sequences of a split, given one after the other, are what their mode makes. */
interface SequenceCheck {
  /** Returns what is wrong with the next sequence, for a message that names it. */
  Optional<String> problem(TokenSequence sequence);

  /** Returns what is wrong with there being no more sequences. */
  default Optional<String> problemAtEnd() {
    return Optional.empty();
  }

  static SequenceCheck of(SequenceSpec spec) {
    return switch (spec.mode()) {
      case STREAM -> sequence -> Optional.empty();
      case SENTENCE, LABELLED -> SentenceCheck::problem;
      case WINDOW -> new WindowCheck(spec);
      case PAIR -> PairCheck::problem;
      case TAGGED -> TaggedCheck::problem;
    };
  }
}
