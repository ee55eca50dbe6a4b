package org.rnnlm.prep.text;

/**
 * Puts what a term means on a line of its own: {@code ;term:meaning}, where no link, template or
 * address holds the colon.
 */
final class Definitions {

  private Definitions() {}

  static String onLinesOfTheirOwn(String markup) {
    if (markup.indexOf(';') < 0) {
      return markup;
    }
    StringBuilder out = null;
    int done = 0;
    for (int start = 0; start >= 0; start = behindFeed(markup, start)) {
      int marks = LineMarks.lists(markup, start);
      if (marks == 0 || markup.charAt(start + marks - 1) != ';') {
        continue;
      }
      int colon = colon(markup, start + marks);
      if (colon >= 0) {
        out = out == null ? new StringBuilder(markup.length() + 100) : out;
        out.append(markup, done, colon).append('\n');
        done = colon;
        start = colon;
      }
    }
    return out == null ? markup : out.append(markup, done, markup.length()).toString();
  }

  /** Returns the start of the next line; -1 if there is none. */
  private static int behindFeed(String markup, int from) {
    int feed = markup.indexOf('\n', from);
    return feed < 0 ? -1 : feed + 1;
  }

  /** Returns the place of the colon behind a term; -1 if there is none in the line. */
  private static int colon(String markup, int from) {
    int depth = 0;
    for (int i = from; i < markup.length(); i++) {
      switch (markup.charAt(i)) {
        case '\n' -> {
          return -1;
        }
        case '[', '{' -> depth++;
        case ']', '}' -> depth = Math.max(0, depth - 1);
        case ':' -> {
          if (depth == 0 && !markup.startsWith("//", i + 1)) {
            return i;
          }
        }
        default -> {}
      }
    }
    return -1;
  }
}
