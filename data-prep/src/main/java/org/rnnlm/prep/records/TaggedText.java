package org.rnnlm.prep.records;

import java.util.List;

/**
 * The words of a sentence and their tags as one text: noncharacters, which no text has, stand
 * between words, between tags, and between both.
 */
public final class TaggedText {
  private static final char NEXT = '\uFFFE';
  private static final char BETWEEN = '\uFFFF';
  private static final char REPLACEMENT = '\uFFFD';

  private TaggedText() {}

  /**
   * Puts them together; empty if there are no words. Noncharacters U+FFFE and U+FFFF in them become
   * U+FFFD.
   *
   * @throws IllegalArgumentException if there are not as many tags as words
   */
  public static String join(List<String> words, List<String> tags) {
    if (words.size() != tags.size()) {
      throw new IllegalArgumentException(words.size() + " words and " + tags.size() + " tags");
    }
    return words.isEmpty() ? "" : joined(words) + BETWEEN + joined(tags);
  }

  private static String joined(List<String> texts) {
    StringBuilder joined = new StringBuilder();
    for (String text : texts) {
      joined.append(joined.isEmpty() ? "" : NEXT);
      joined.append(text.replace(NEXT, REPLACEMENT).replace(BETWEEN, REPLACEMENT));
    }
    return joined.toString();
  }

  public static List<String> words(String tagged) {
    return parts(sentence(tagged));
  }

  public static List<String> tags(String tagged) {
    return parts(tagged.substring(tagged.indexOf(BETWEEN) + 1));
  }

  /** Returns the words with one character between them. */
  public static String sentence(String tagged) {
    return tagged.substring(0, tagged.indexOf(BETWEEN));
  }

  private static List<String> parts(String joined) {
    return List.of(joined.split(String.valueOf(NEXT), -1));
  }
}
