package org.rnnlm.prep.text;

/**
 * Carries characters that are no markup, though they look like it, through the stages of cleaning:
 * as noncharacters, which no text has.
 */
final class Literal {

  private static final String LOOKS_LIKE_MARKUP = "[]{}|'<>*#:=_!/\n";
  private static final char FIRST = '\ufdd0';
  private static final char LAST = (char) (FIRST + LOOKS_LIKE_MARKUP.length() - 1);

  private Literal() {}

  /** The text without noncharacters that could be taken for marks of ours. */
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
    return c >= FIRST && (c <= LAST || c == Line.GAP);
  }

  /** Hides characters from the stages that follow. */
  static String hidden(String text) {
    StringBuilder hidden = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int index = LOOKS_LIKE_MARKUP.indexOf(text.charAt(i));
      hidden.append(index < 0 ? text.charAt(i) : (char) (FIRST + index));
    }
    return hidden.toString();
  }

  /** The character that was hidden as this one, or the same one. */
  static char shown(char c) {
    return c >= FIRST && c <= LAST ? LOOKS_LIKE_MARKUP.charAt(c - FIRST) : c;
  }
}
