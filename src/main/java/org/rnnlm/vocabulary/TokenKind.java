package org.rnnlm.vocabulary;

/** What one token stands for. */
public enum TokenKind {
  /** One Unicode code point. */
  CHARACTERS,
  /** A word, a number, a punctuation mark or a line's end; the spaces between them are not kept. */
  WORDS
}
