package org.rnnlm.prep.text;

/**
 * Tells markup that is nested too deeply for a recursive parser: its stack would run out, or its
 * time grow with the square of the depth.
 */
final class Nesting {

  /** Of templates, tables, links and lists. Articles stay below 20; a stack of 1 MB bears 100. */
  private static final int LIMIT = 40;

  /** Of tags, some of which are never closed; a thousand cost the parser a tenth of a second. */
  private static final int TAG_LIMIT = 1_000;

  private int blocks;
  private int brackets; // two for a link
  private int bullets; // of this line
  private boolean lineStart = true;
  private int tags;

  private Nesting() {}

  static boolean isTooDeep(String markup) {
    Nesting nesting = new Nesting();
    for (int i = 0; i + 1 < markup.length(); ) {
      i += nesting.step(markup, i);
      if (nesting.isOverLimit()) {
        return true;
      }
    }
    return false;
  }

  private boolean isOverLimit() {
    return blocks + brackets / 2 > LIMIT || bullets > LIMIT || tags > TAG_LIMIT;
  }

  /** Counts what stands at this place and returns its length. */
  private int step(String markup, int place) {
    char c = markup.charAt(place);
    char next = markup.charAt(place + 1);
    countBullet(c);
    if (c == '{' && (next == '{' || next == '|')) {
      blocks++;
      return 2;
    }
    if ((c == '}' || c == '|') && next == '}') {
      blocks = less(blocks);
      return 2;
    }
    if (c == '[') {
      brackets++;
    } else if (c == ']') {
      brackets = less(brackets);
    } else if (c == '\n' && next == '\n') {
      brackets = 0; // no link goes on behind an empty line
    } else if (c == '<' && Character.isLetter(next) && !markup.startsWith("<br", place)) {
      tags++;
    } else if (c == '<' && next == '/' || c == '/' && next == '>') {
      tags = less(tags);
    }
    return 1;
  }

  private void countBullet(char c) {
    if (c == '\n') {
      lineStart = true;
      bullets = 0;
    } else if (lineStart && (c == '*' || c == '#' || c == ':' || c == ';')) {
      bullets++;
    } else {
      lineStart = false;
    }
  }

  private static int less(int count) {
    return Math.max(0, count - 1);
  }
}
