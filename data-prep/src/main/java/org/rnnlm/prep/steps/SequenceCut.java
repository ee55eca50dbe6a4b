package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * What an article, or in sentence mode a sentence, becomes in the shards, but for streams, which
 * are cut as a whole.
 *
 * <p>A sentence is one sequence, from START to END. One that is too long is left out rather than
 * cut: half a sentence would teach a START, or an END, where none is. An article's windows are, of
 * END, its tokens and END, {@code length + 1} tokens from every {@code stride}-th on, until one
 * reaches the end; that one is shorter where the article ends within it. A labelled text is one
 * sequence as a sentence is; what is too long is cut off. A tagged sentence is its words and END,
 * and one that is too long is left out.
 *
 * @param spec of the sequences
 * @param minimumTokens of a sentence, START and END not counted
 * @param cut what is cut off a labelled text that is too long
 */
record SequenceCut(SequenceSpec spec, int minimumTokens, Cut cut) implements Serializable {

  /** Makes the cut of what is not labelled. */
  SequenceCut(SequenceSpec spec, int minimumTokens) {
    this(spec, minimumTokens, Cut.END);
  }

  /** Why a sentence or pair is left out, or part of a text. */
  enum Reason {
    /** It has fewer tokens than sentences must have. */
    SENTENCE_TOO_SHORT,
    /** It is longer than a sequence, with START and END. */
    SENTENCE_TOO_LONG,
    /** It is a labelled text longer than a sequence, and is cut rather than left out. */
    TEXT_CUT,
    /** It has tags that break their scheme; they are repaired, and it is not left out. */
    TAGS_REPAIRED,
    /** A pair's source, or its target, is no token. */
    PAIR_WITHOUT_TOKENS,
    /** A pair's source, START and target are longer than a sequence. */
    PAIR_TOO_LONG;

    /** As reports name it: {@code sentence-too-long}. */
    String key() {
      return Text.kebab(this);
    }

    /** Returns whether it occurs among sequences of a mode. */
    boolean isOf(SequenceMode mode) {
      return switch (this) {
        case SENTENCE_TOO_SHORT -> mode == SequenceMode.SENTENCE;
        case SENTENCE_TOO_LONG -> mode == SequenceMode.SENTENCE || mode == SequenceMode.TAGGED;
        case TEXT_CUT -> mode == SequenceMode.LABELLED;
        case TAGS_REPAIRED -> mode == SequenceMode.TAGGED;
        case PAIR_WITHOUT_TOKENS, PAIR_TOO_LONG -> mode == SequenceMode.PAIR;
      };
    }
  }

  boolean ofSentences() {
    return spec.mode() == SequenceMode.SENTENCE;
  }

  boolean ofPairs() {
    return spec.mode() == SequenceMode.PAIR;
  }

  boolean ofTags() {
    return spec.mode() == SequenceMode.TAGGED;
  }

  /** Returns why a document is left out, if it is. */
  Optional<Reason> refusal(EncodedDocument document) {
    if (ofPairs()) {
      return pairRefusal(document.tokens());
    }
    if (ofTags()) {
      return document.tags().length > spec.length()
          ? Optional.of(Reason.SENTENCE_TOO_LONG)
          : Optional.empty();
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

  /** Returns a document's tokens with what stands before them. */
  int[] framed(EncodedDocument document) {
    int[] given = document.tokens();
    if (ofPairs() || ofTags()) {
      return given;
    }
    if (spec.mode() == SequenceMode.LABELLED) {
      return cut.framed(Arrays.copyOf(given, given.length - 1), spec.length());
    }
    int[] tokens = new int[given.length + 1];
    tokens[0] = ofSentences() ? Vocabulary.START : Vocabulary.END;
    System.arraycopy(given, 0, tokens, 1, given.length);
    return tokens;
  }

  /** Returns the first token of a sequence that is predicted, or has a tag. */
  int firstTarget(TokenSequence sequence) {
    if (ofTags()) {
      return 0;
    }
    return ofPairs() ? PairSequences.source(sequence) + 1 : 1;
  }

  /** Returns how many tokens that makes. */
  int framedLength(EncodedDocument document) {
    if (ofPairs() || ofTags()) {
      return document.tokens().length;
    }
    return isCut(document) ? spec.length() + 1 : document.tokens().length + 1;
  }

  /** Returns whether a document is a labelled text that is longer than a sequence. */
  boolean isCut(EncodedDocument document) {
    return spec.mode() == SequenceMode.LABELLED && document.tokens().length > spec.length();
  }

  /** Sequences of so many framed tokens. */
  int sequences(int tokens) {
    return 1 + (Math.max(0, tokens - 1 - spec.length()) + stride() - 1) / stride();
  }

  /** Returns what all of them predict, taken together. */
  long targets(int tokens) {
    long before = sequences(tokens) - 1L; // these are full
    return before * spec.length() + tokens - 1 - before * stride();
  }

  /** Returns where the i-th sequence begins. */
  int start(int index) {
    return Math.multiplyExact(index, stride());
  }

  /** Returns one past its end. */
  int end(int index, int tokens) {
    return (int) Math.min((long) start(index) + spec.length() + 1, tokens);
  }

  private int stride() {
    return spec.mode() == SequenceMode.WINDOW ? spec.stride() : spec.length();
  }
}
