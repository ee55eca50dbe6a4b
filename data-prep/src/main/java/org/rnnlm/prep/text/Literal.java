package org.rnnlm.prep.text;

/**
 * Carries characters that are no markup, though they look like it, through the stages of cleaning:
 * as noncharacters, which no text has.
 */
final class Literal {

  private static final String LOOKS_LIKE_MARKUP = "[]{}|'<>*#:=_!/\n;-&";
  private static final char FIRST = '\ufdd0';
  private static final char LAST = (char) (FIRST + LOOKS_LIKE_MARKUP.length() - 1);

  private static final char LAST_NONCHARACTER = '\ufdef';

  /** Stands for nothing, and keeps apart what is on its two sides. */
  static final char NOTHING = (char) (LAST + 1);

  private Literal() {}

  /** Returns the text without noncharacters that could be taken for marks of ours. */
  static String withoutMarks(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isMark(text.charAt(i))) {
        return text.codePoints()
            .filter(c -> !Character.isBmpCodePoint(c) || !isMark((char) c))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }

  private static boolean isMark(char c) {
    return c >= FIRST && (c <= LAST_NONCHARACTER || c == Line.GAP);
  }

  /** Hides a character from the stages that follow, if it looks like markup. */
  static char hidden(char c) {
    int index = LOOKS_LIKE_MARKUP.indexOf(c);
    return index < 0 ? c : (char) (FIRST + index);
  }

  /** Hides these characters where they stand in a text from a place on. */
  static void hide(StringBuilder text, int from, char one, char other) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == one || c == other) {
        text.setCharAt(i, hidden(c));
      }
    }
  }

  static boolean isHidden(char c) {
    return c >= FIRST && c <= LAST;
  }

  /** Hides characters from the stages that follow. */
  static String hidden(String text) {
    StringBuilder hidden = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      hidden.append(hidden(text.charAt(i)));
    }
    return hidden.toString();
  }

  /** Returns the text with its hidden characters as they were. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      plain.append(shown(text.charAt(i)));
    }
    return plain.toString();
  }

  /** Returns the character that was hidden as this one, or the same one. */
  static char shown(char c) {
    return isHidden(c) ? LOOKS_LIKE_MARKUP.charAt(c - FIRST) : c;
  }
}
