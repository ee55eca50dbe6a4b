package org.rnnlm.prep.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line being written, which remembers where something was left out, so that the traces of it can
 * be repaired there (empty parentheses, spaces before punctuation) and nowhere else.
 */
final class Line {

  /** Stands where something was left out. No text has it: XML and Unicode forbid it. */
  static final char GAP = '\uffff';

  private static final String SEPARATORS = " ,;:/，；：、" + GAP;
  private static final String OPENINGS = "(（";
  private static final String PUNCTUATION = ",.;:!?)，。、；：！？）」』";

  /** Parentheses with separators in them. */
  private static final Pattern EMPTY = Pattern.compile("[(（]([ ,;:/，；：、\uffff]*+)[)）]");

  private static final Pattern AFTER_OPENING = Pattern.compile("(?<=[(（])([ ,;:/，；：、\uffff]++)");
  private static final Pattern BEFORE_CLOSING =
      Pattern.compile("(?<![ ,;:/，；：、\uffff])([ ,;:/，；：、\uffff]++)(?=[)）])");

  /** A space, or a comma and a space, that punctuation follows, and not a word such as .NET. */
  private static final Pattern BEFORE_PUNCTUATION =
      Pattern.compile(
          "([,;]?(?<![ \uffff])[ \uffff]++)(?=[,;:)，。、；：！？）」』]|[.!?](?![\\p{L}\\p{N}]))");

  /** Empty parentheses in empty parentheses that are taken out; more would take too long. */
  private static final int DEEPEST = 8;

  private final StringBuilder raw = new StringBuilder();
  private boolean gaps;

  /** Adds text that has no gaps. */
  void text(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      character(text.charAt(i));
    }
  }

  /** Adds text in which {@link #GAP} marks the gaps. */
  void textWithGaps(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == GAP) {
        gap();
      } else {
        character(c);
      }
    }
  }

  /** Marks that something was left out here. */
  void gap() {
    if (raw.isEmpty() || raw.charAt(raw.length() - 1) != GAP) {
      raw.append(GAP);
    }
    gaps = true;
  }

  /** Returns the line so far, tidied; the next one starts empty. */
  String take() {
    String line = gaps ? withoutGaps(raw.toString()) : raw.toString();
    raw.setLength(0);
    gaps = false;
    return line.strip();
  }

  private void character(char c) {
    if (c > ' ' && c < 0x7f) {
      raw.append(c);
      return;
    }
    if (c == ' ') {
      space();
      return;
    }
    char shown = Literal.shown(c);
    if (shown != c) {
      raw.append(shown == '\n' ? ' ' : shown);
      return;
    }
    if (isInvisible(c)) {
      return;
    }
    if (!isSpace(c)) {
      raw.append(c);
      return;
    }
    space();
  }

  private void space() {
    if (!raw.isEmpty() && raw.charAt(raw.length() - 1) != ' ') {
      raw.append(' ');
    }
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Soft hyphens, zero-width spaces, direction marks, byte order marks, and our own marks. */
  private static boolean isInvisible(char c) {
    return c == '\u00ad'
        || c == '\u200b'
        || c == '\u200e'
        || c == '\u200f'
        || c == '\ufeff'
        || c == Literal.NOTHING
        || c == GAP;
  }

  private static String withoutGaps(String raw) {
    String line = raw;
    if (isGapBeside(raw, SEPARATORS, OPENINGS, ")）")) {
      line = withoutEmptyParentheses(line);
    }
    line = withoutSeparatorsAtStart(line);
    if (isGapBeside(line, " " + GAP, "", PUNCTUATION)) {
      line = replaceIfGap(BEFORE_PUNCTUATION, line, "");
    }
    line = joined(line);
    return line.codePoints().anyMatch(Character::isLetterOrDigit) ? line : "";
  }

  /**
   * Returns whether some gap has one of these characters on its left, or one of those on its right,
   * with nothing but separators between them; saves the patterns a search in vain.
   */
  private static boolean isGapBeside(
      String line, String separators, String onTheLeft, String onTheRight) {
    for (int gap = line.indexOf(GAP); gap >= 0; gap = line.indexOf(GAP, gap + 1)) {
      int left = gap - 1;
      while (left >= 0 && separators.indexOf(line.charAt(left)) >= 0) {
        left--;
      }
      int right = gap + 1;
      while (right < line.length() && separators.indexOf(line.charAt(right)) >= 0) {
        right++;
      }
      if (left >= 0 && onTheLeft.indexOf(line.charAt(left)) >= 0
          || right < line.length() && onTheRight.indexOf(line.charAt(right)) >= 0) {
        return true;
      }
      gap = right - 1;
    }
    return false;
  }

  /** A full stop that a word follows is a part of it: {@code .NET}, {@code .5}. */
  private static String withoutSeparatorsAtStart(String line) {
    int end = 0;
    boolean hasGap = false;
    while (end < line.length() && isSeparatorAtStart(line, end)) {
      hasGap |= line.charAt(end) == GAP;
      end++;
    }
    return hasGap ? line.substring(end) : line;
  }

  private static boolean isSeparatorAtStart(String line, int place) {
    char c = line.charAt(place);
    boolean beginsWord =
        place + 1 < line.length() && Character.isLetterOrDigit(line.codePointAt(place + 1));
    return " ,;:，；：、".indexOf(c) >= 0 || c == GAP || c == '.' && !beginsWord;
  }

  private static String withoutEmptyParentheses(String raw) {
    String line = raw;
    String before = "";
    for (int depth = 0; depth < DEEPEST && !before.equals(line); depth++) {
      before = line;
      line = replaceIfGap(EMPTY, line, String.valueOf(GAP));
    }
    line = replaceIfGap(AFTER_OPENING, line, "");
    return replaceIfGap(BEFORE_CLOSING, line, "");
  }

  private static String replaceIfGap(Pattern pattern, String line, String replacement) {
    return pattern
        .matcher(line)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(1).indexOf(GAP) < 0 ? match.group() : replacement));
  }

  private static String joined(String line) {
    char[] joined = new char[line.length()];
    int length = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean secondSpace = c == ' ' && length > 0 && joined[length - 1] == ' ';
      if (c != GAP && !secondSpace) {
        joined[length++] = c;
      }
    }
    return new String(joined, 0, length);
  }
}
