package org.rnnlm.vocabulary;

import com.ibm.icu.lang.UCharacter;

/** What becomes of the digits of a text, of every script. */
public enum Digits {
  /** They stay as they are written. */
  KEEP,
  /** Each becomes a 0, so that 1984 and 1791 are both 0000. */
  ZERO,
  /**
   * Each is a token of its own. Characters and grapheme clusters always are; a word cannot be cut,
   * since words forget whether there were spaces between them.
   */
  SPLIT;

  /** Returns the text with every decimal digit a 0. */
  static String zeros(String text) {
    StringBuilder zeros = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      zeros.appendCodePoint(UCharacter.isDigit(codePoint) ? '0' : codePoint);
      i += Character.charCount(codePoint);
    }
    return zeros.toString();
  }
}
