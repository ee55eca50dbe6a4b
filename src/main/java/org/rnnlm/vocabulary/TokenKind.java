package org.rnnlm.vocabulary;

/** What one token stands for. */
public enum TokenKind {
  /** One Unicode code point. */
  CHARACTERS,
  /**
   * One grapheme cluster: what readers take for a character, whatever code points it is made of.
   */
  GRAPHEMES,
  /** A word, a number, a punctuation mark or a line's end; the spaces between them are not kept. */
  WORDS,
  /**
   * Some bytes of a word's UTF-8 form, which often stand together in the corpus (byte-level
   * byte-pair encoding). Every text can be written with them, and comes back as it was.
   */
  SUBWORDS
}
