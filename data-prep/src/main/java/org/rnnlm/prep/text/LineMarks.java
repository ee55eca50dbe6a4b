package org.rnnlm.prep.text;

/** The marks that say, at the start of a line of markup, what the line is. */
final class LineMarks {

  private static final String OF_LISTS = "*#:;";
  private static final String OF_TABLES = "|!";
  private static final String RULE = "----";

  private LineMarks() {}

  /** Returns whether a line that begins with this character may be more than text. */
  static boolean isMark(char c) {
    return isOfList(c) || isOfTable(c);
  }

  /** A mark of a list, a heading or a rule. */
  static boolean isOfList(char c) {
    return c == '=' || c == '-' || OF_LISTS.indexOf(c) >= 0;
  }

  static boolean isOfTable(char c) {
    return OF_TABLES.indexOf(c) >= 0;
  }

  /** Returns how many marks of lists stand at a place. */
  static int lists(CharSequence text, int from) {
    int end = from;
    while (end < text.length() && OF_LISTS.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end - from;
  }

  /** Returns how many dashes of a rule stand at a place; 0 if there are too few for one. */
  static int rule(String line, int from) {
    if (!line.startsWith(RULE, from)) {
      return 0;
    }
    int end = from + RULE.length();
    while (end < line.length() && line.charAt(end) == '-') {
      end++;
    }
    return end - from;
  }

  /**
   * Returns the number of equals signs on both sides, at most six; 0 for a line that is no heading.
   */
  static int heading(String line) {
    int level = 0;
    while (level < 6
        && 2 * level + 2 < line.length()
        && line.charAt(level) == '='
        && line.charAt(line.length() - 1 - level) == '=') {
      level++;
    }
    return level;
  }
}
