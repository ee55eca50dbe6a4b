package org.rnnlm.vocabulary;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.ULocale;
import java.io.Serializable;
import java.util.Objects;

/**
 * How text becomes tokens. Stored with the vocabulary, so that a prompt is cut as the corpus was.
 *
 * @param kind characters, grapheme clusters, words or subwords
 * @param lowerCase whether text is lower-cased first (by Unicode's rules, independent of locale)
 * @param normalization what text is brought to before that
 * @param digits what becomes of digits after that
 */
public record TokenSpec(
    TokenKind kind, boolean lowerCase, Normalization normalization, Digits digits)
    implements Serializable {
  public TokenSpec {
    Objects.requireNonNull(normalization, "normalization");
    Objects.requireNonNull(digits, "digits");
    if (kind == TokenKind.WORDS && digits == Digits.SPLIT) {
      throw new IllegalArgumentException(
          "words cannot be cut at their digits; with words digits may be kept or become 0");
    }
  }

  /** Returns the specification of text that stays as it is written. */
  public static TokenSpec of(TokenKind kind) {
    return new TokenSpec(kind, false, Normalization.NONE, Digits.KEEP);
  }

  /** Returns this specification, its text lower-cased. */
  public TokenSpec lowerCased() {
    return new TokenSpec(kind, true, normalization, digits);
  }

  /** Returns this specification, its text normalized. */
  public TokenSpec with(Normalization other) {
    return new TokenSpec(kind, lowerCase, other, digits);
  }

  /** Returns this specification, something else becoming of digits. */
  public TokenSpec with(Digits other) {
    return new TokenSpec(kind, lowerCase, normalization, other);
  }

  /**
   * Returns what a text is brought to before it is cut: normalized, lower-cased, its digits
   * replaced. It leaves in its normal form too: a capital and its accent may be two characters and
   * the small letter one (J̌ and ǰ). Digits and the zeros in their place compose with nothing.
   */
  public String form(String text) {
    String form = normalization.of(text);
    if (lowerCase) {
      form = kind == TokenKind.SUBWORDS ? eachLowerCased(form) : lower(form);
      form = normalization.of(form);
    }
    return digits == Digits.ZERO ? Digits.zeros(form) : form;
  }

  /**
   * Returns a word in its own letters: normalized, and neither lower-cased nor with its digits
   * replaced. Its {@link #form} is the word's own.
   */
  public String written(String word) {
    return normalization.of(word);
  }

  private static String lower(String text) {
    return UCharacter.toLowerCase(ULocale.ROOT, text);
  }

  /**
   * Character by character, as the tokenizers that read {@link TokenizerJson} do it: a sigma at a
   * word's end is like one within.
   */
  private static String eachLowerCased(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (codePoint < 0x80) {
        lower.append((char) UCharacter.toLowerCase(codePoint));
      } else {
        lower.append(lower(Character.toString(codePoint)));
      }
      i += Character.charCount(codePoint);
    }
    return lower.toString();
  }
}
