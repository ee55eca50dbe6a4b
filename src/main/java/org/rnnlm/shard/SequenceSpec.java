package org.rnnlm.shard;

import java.io.Serializable;
import java.util.Objects;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Which sequences a shard set holds.
 *
 * @param mode how articles become sequences
 * @param length the most steps of a sequence; it has one token more
 * @param stride tokens from one window's beginning to the next one's, at most {@code length} so
 *     that every token is predicted; 0 where the mode has no windows
 */
public record SequenceSpec(SequenceMode mode, int length, int stride) implements Serializable {
  public SequenceSpec {
    Objects.requireNonNull(mode, "mode");
    if (length < 1) {
      throw new IllegalArgumentException("length is " + length + ", it must be at least 1");
    }
    boolean windows = mode == SequenceMode.WINDOW;
    if (windows && (stride < 1 || stride > length)) {
      throw new IllegalArgumentException(
          Text.format("stride is %d, it must be from 1 to the length of %d", stride, length));
    }
    if (!windows && stride != 0) {
      throw new IllegalArgumentException("stride is " + stride + ", mode " + mode + " has none");
    }
  }

  /** Pieces of one stream. */
  public static SequenceSpec stream(int length) {
    return new SequenceSpec(SequenceMode.STREAM, length, 0);
  }

  /** Returns how many tokens of a sequence a model is trained to predict. */
  public int targets(TokenSequence sequence) {
    return mode == SequenceMode.PAIR ? PairSequences.targets(sequence) : sequence.targets();
  }

  /**
   * Returns how many of a sequence's targets come first that the sequence before has predicted
   * already: a score counts every token once.
   */
  public int repeated(TokenSequence sequence) {
    return mode == SequenceMode.WINDOW && !beginsArticle(sequence) ? length - stride : 0;
  }

  /** No window but an article's first one begins with END. */
  static boolean beginsArticle(TokenSequence window) {
    return window.tokens()[0] == Vocabulary.END;
  }

  /** Returns whether all have as many steps, but for the last ones of a split or an article. */
  public boolean sameLength() {
    return mode == SequenceMode.STREAM || mode == SequenceMode.WINDOW;
  }

  /** Returns a text for people, such as {@code windows of 40 steps every 3}. */
  public String summary() {
    return switch (mode) {
      case STREAM -> Text.format("pieces of %d steps", length);
      case SENTENCE -> Text.format("sentences of at most %d steps", length);
      case WINDOW -> Text.format("windows of %d steps every %d", length, stride);
      case LABELLED -> Text.format("labelled texts of at most %d steps", length);
      case PAIR -> Text.format("pairs of at most %d steps, source and target", length);
      case TAGGED -> Text.format("tagged sentences of at most %d words", length);
    };
  }
}
