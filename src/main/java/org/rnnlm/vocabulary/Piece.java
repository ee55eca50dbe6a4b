package org.rnnlm.vocabulary;

import com.ibm.icu.lang.UCharacter;

/**
 * A token of a text, and the part of the text that it stands for.
 *
 * @param id the token's, {@link Vocabulary#UNKNOWN} if the vocabulary lacks it
 * @param text the part, with the white space before it where tokens do not hold spaces
 */
public record Piece(int id, String text) {

  /** Returns whether white space comes first: of a text's words all but the first begin so. */
  public boolean beginsWithSpace() {
    return !text.isEmpty() && UCharacter.isUWhiteSpace(text.codePointAt(0));
  }

  /** Returns whether it is nothing but white space. */
  public boolean isSpace() {
    return text.codePoints().allMatch(UCharacter::isUWhiteSpace);
  }

  /** Returns the part without the white space around it. */
  public String stripped() {
    int from = 0;
    int to = text.length();
    while (from < to && UCharacter.isUWhiteSpace(text.charAt(from))) {
      from++;
    }
    while (from < to && UCharacter.isUWhiteSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }
}
