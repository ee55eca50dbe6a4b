package org.rnnlm.vocabulary;

import java.io.Serializable;
import java.util.Objects;

/**
 * How text becomes tokens. Stored with the vocabulary, so that a prompt is cut as the corpus was.
 *
 * @param kind characters, grapheme clusters or words
 * @param lowerCase whether text is lower-cased first (by Unicode's rules, independent of locale)
 * @param normalization what text is brought to before that
 */
public record TokenSpec(TokenKind kind, boolean lowerCase, Normalization normalization)
    implements Serializable {
  public TokenSpec {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(normalization, "normalization");
  }

  /** Of text that stays as it is written. */
  public TokenSpec(TokenKind kind, boolean lowerCase) {
    this(kind, lowerCase, Normalization.NONE);
  }
}
