package org.rnnlm.prep.steps;

import org.rnnlm.shard.TokenSequence;
import org.rnnlm.shard.PairSequences;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * What an article, or in sentence mode a sentence, becomes in the shards, but for streams, which
 * are cut as a whole.
 *
 * <p>A sentence is one sequence, from START to END. One that is too long is left out rather than
 * cut: half a sentence would teach a START, or an END, where none is. An article's windows are, of
 * END, its tokens and END, {@code length + 1} tokens from every {@code stride}-th on, until one
 * reaches the end; that one is shorter where the article ends within it.
 *
 * @param spec of the sequences
 * @param minimumTokens of a sentence, START and END not counted
 */
record SequenceCut(SequenceSpec spec, int minimumTokens) implements Serializable {

  /** Why a sentence or pair is left out. */
  enum Reason {
    /** It has fewer tokens than sentences must have. */
    SENTENCE_TOO_SHORT(SequenceMode.SENTENCE),
    /** With START and END it is longer than a sequence. */
    SENTENCE_TOO_LONG(SequenceMode.SENTENCE),
    /** Its source, or its target, is no token. */
    PAIR_WITHOUT_TOKENS(SequenceMode.PAIR),
    /** Source, START and target are longer than a sequence. */
    PAIR_TOO_LONG(SequenceMode.PAIR);

    private final SequenceMode mode;

    Reason(SequenceMode mode) {
      this.mode = mode;
    }

    boolean isOf(SequenceMode given) {
      return mode == given;
    }

    /** As reports name it: {@code sentence-too-long}. */
    String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  boolean ofSentences() {
    return spec.mode() == SequenceMode.SENTENCE;
  }

  boolean ofPairs() {
    return spec.mode() == SequenceMode.PAIR;
  }

  /** Why a document is left out, if it is. */
  Optional<Reason> refusal(EncodedDocument document) {
    if (ofPairs()) {
      return pairRefusal(document.tokens());
    }
    int steps = document.tokens().length; // each token is predicted, and END
    if (!ofSentences() || steps - 1 >= minimumTokens && steps <= spec.length()) {
      return Optional.empty();
    }
    return Optional.of(
        steps > spec.length() ? Reason.SENTENCE_TOO_LONG : Reason.SENTENCE_TOO_SHORT);
  }

  private Optional<Reason> pairRefusal(int[] pair) {
    int last = pair.length - 1; // END
    if (pair[0] == Vocabulary.START || pair[last - 1] == Vocabulary.START) {
      return Optional.of(Reason.PAIR_WITHOUT_TOKENS);
    }
    return last > spec.length() ? Optional.of(Reason.PAIR_TOO_LONG) : Optional.empty();
  }

  /** A document's tokens with what stands before them. */
  int[] framed(EncodedDocument document) {
    if (ofPairs()) {
      return document.tokens();
    }
    int[] tokens = new int[document.tokens().length + 1];
    tokens[0] = ofSentences() ? Vocabulary.START : Vocabulary.END;
    System.arraycopy(document.tokens(), 0, tokens, 1, document.tokens().length);
    return tokens;
  }

  /** The first token of a sequence that is predicted. */
  int firstTarget(TokenSequence sequence) {
    return ofPairs() ? PairSequences.source(sequence) + 1 : 1;
  }

  /** Sequences of so many framed tokens. */
  int sequences(int tokens) {
    return 1 + (Math.max(0, tokens - 1 - spec.length()) + stride() - 1) / stride();
  }

  /** What all of them predict, taken together. */
  long targets(int tokens) {
    long before = sequences(tokens) - 1L; // these are full
    return before * spec.length() + tokens - 1 - before * stride();
  }

  /** Where the i-th sequence begins. */
  int start(int index) {
    return Math.multiplyExact(index, stride());
  }

  /** One past its end. */
  int end(int index, int tokens) {
    return (int) Math.min((long) start(index) + spec.length() + 1, tokens);
  }

  private int stride() {
    return spec.mode() == SequenceMode.WINDOW ? spec.stride() : spec.length();
  }
}
