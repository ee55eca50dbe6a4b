package org.rnnlm.prep.steps;

import java.util.Objects;
import java.util.Optional;

/**
 * What a sentence is, and which ones are left out beside those longer than a sequence.
 *
 * @param language whose abbreviations end no sentence, such as {@code en}; empty for the dump's
 *     own, or none where the input does not tell
 * @param paragraphs what parts them
 * @param minimumTokens sentences of fewer are left out, START and END not counted
 */
public record SentenceSpec(Optional<String> language, ParagraphRule paragraphs, int minimumTokens) {

  /** What parts paragraphs. */
  public enum ParagraphRule {
    /** The lines of a dump's pages; blank lines in all else. */
    AUTO,
    LINE,
    BLANK_LINE
  }

  public SentenceSpec {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(paragraphs, "paragraphs");
    if (minimumTokens < 1) {
      throw new IllegalArgumentException(
          "minimum tokens of a sentence are " + minimumTokens + ", they must be at least 1");
    }
  }
}
