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

  /** Parentheses with separators in them. */
  private static final Pattern EMPTY = Pattern.compile("\\(([ ,;:/\uffff]*+)\\)");

  private static final Pattern AFTER_OPENING = Pattern.compile("\\(([ ,;:/\uffff]++)");
  private static final Pattern BEFORE_CLOSING =
      Pattern.compile("(?<![ ,;:/\uffff])([ ,;:/\uffff]++)\\)");
  private static final Pattern AT_START = Pattern.compile("^([ ,;:.\uffff]++)");

  /** A space, or a comma and a space, that punctuation follows. */
  private static final Pattern BEFORE_PUNCTUATION =
      Pattern.compile("([,;]?(?<![ \uffff])[ \uffff]++)(?=[,.;:!?)])");

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
      if (text.charAt(i) == GAP) {
        gap();
      } else {
        character(text.charAt(i));
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

  /** The line so far, tidied; the next one starts empty. */
  String take() {
    String line = gaps ? withoutGaps(raw.toString()) : raw.toString();
    raw.setLength(0);
    gaps = false;
    return line.strip();
  }

  private void character(char c) {
    if (isInvisible(c)) {
      return;
    }
    if (!isSpace(c)) {
      raw.append(c);
      return;
    }
    if (!raw.isEmpty() && raw.charAt(raw.length() - 1) != ' ') {
      raw.append(' ');
    }
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Soft hyphens, zero-width spaces, direction marks, byte order marks, and our own mark. */
  private static boolean isInvisible(char c) {
    return c == '\u00ad'
        || c == '\u200b'
        || c == '\u200e'
        || c == '\u200f'
        || c == '\ufeff'
        || c == GAP;
  }

  private static String withoutGaps(String raw) {
    String line = raw;
    for (String before = ""; !before.equals(line); ) {
      before = line;
      line = replaceIfGap(EMPTY, line, String.valueOf(GAP));
    }
    line = replaceIfGap(AFTER_OPENING, line, "(");
    line = replaceIfGap(BEFORE_CLOSING, line, ")");
    line = replaceIfGap(AT_START, line, "");
    line = replaceIfGap(BEFORE_PUNCTUATION, line, "");
    line = joined(line);
    return line.codePoints().anyMatch(Character::isLetterOrDigit) ? line : "";
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
    StringBuilder joined = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean secondSpace =
          c == ' ' && !joined.isEmpty() && joined.charAt(joined.length() - 1) == ' ';
      if (c != GAP && !secondSpace) {
        joined.append(c);
      }
    }
    return joined.toString();
  }
}
