package org.rnnlm.model;

import java.io.Serializable;

/**
 * How a tagger reads the characters of words, beside their embedding: see {@link
 * org.rnnlm.layer.CharacterReader}.
 *
 * @param size of a character's vector; 0 where no characters are read
 * @param filters of the convolution, and values that a word becomes
 * @param width characters that a filter sees at a time
 */
public record CharacterSpec(int size, int filters, int width) implements Serializable {
  /** No characters are read. */
  public static final CharacterSpec NONE = new CharacterSpec(0, 0, 0);

  public CharacterSpec {
    Checks.require(size >= 0, "character size", size, "at least 0 (0: no reader of characters)");
    if (size == 0) {
      filters = 0;
      width = 0;
    } else {
      Checks.require(filters >= 1, "character filters", filters, "at least 1");
      Checks.require(width >= 1, "character width", width, "at least 1");
    }
  }

  public boolean none() {
    return size == 0;
  }

  /** Returns a text for people, such as {@code and 50 filters over 3 characters of 25}. */
  String summary() {
    return none() ? "" : " and " + filters + " filters over " + width + " characters of " + size;
  }
}
