package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import org.rnnlm.prep.records.TextBreak;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.TokenKind;

/**
 * How long text files are cut into portions.
 *
 * @param bytes of a portion, at least
 */
record TextCut(int bytes, TextBreak breaks) implements Serializable {

  /** As many bytes as hold a character, however it is composed; so no long text is too short. */
  private static final long BYTES_OF_A_CHARACTER = 64;

  private static final long MOST_BYTES = 1 << 30;

  /**
   * Returns how a preparation cuts them. It does not where windows overlap, or a text is one
   * sequence, or texts are wanted that are longer than the largest portion.
   */
  static Optional<TextCut> of(PrepareSpec spec) {
    long least = BYTES_OF_A_CHARACTER * spec.filters().minimumCharacters();
    if (spec.reading().splitBytes() == 0 || least > MOST_BYTES) {
      return Optional.empty();
    }
    long bytes = Math.min(MOST_BYTES, Math.max(spec.reading().splitBytes(), least));
    return breaks(spec).map(breaks -> new TextCut((int) bytes, breaks));
  }

  private static Optional<TextBreak> breaks(PrepareSpec spec) {
    SequenceMode mode = spec.sequences().mode();
    return switch (mode) {
      case STREAM ->
          Optional.of(
              spec.tokens().kind() == TokenKind.SUBWORDS ? TextBreak.SUBWORDS : TextBreak.TOKENS);
      case SENTENCE ->
          Optional.of(
              spec.sentences().paragraphs() == SentenceSpec.ParagraphRule.LINE
                  ? TextBreak.LINES
                  : TextBreak.BLANK_LINES);
      case WINDOW, LABELLED, PAIR, TAGGED -> Optional.empty();
    };
  }

  /**
   * Returns whether a file's text may be longer than a portion. One that is not compressed, as its
   * name tells, has at most twice the bytes as UTF-8.
   */
  boolean mayCut(InputFile file) {
    return file.bytes() > bytes / 2
        || file.location().toLowerCase(Locale.ROOT).matches("(?s).*\\.(bz2|gz|zst)");
  }
}
