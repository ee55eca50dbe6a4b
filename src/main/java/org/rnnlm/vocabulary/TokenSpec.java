package org.rnnlm.vocabulary;

import java.io.Serializable;
import java.util.Objects;

/**
 * How text becomes tokens. Stored with the vocabulary, so that a prompt is cut as the corpus was.
 *
 * @param kind characters or words
 * @param lowerCase whether text is lower-cased first (by Unicode's rules, independent of locale)
 */
public record TokenSpec(TokenKind kind, boolean lowerCase) implements Serializable {
  public TokenSpec {
    Objects.requireNonNull(kind, "kind");
  }
}
