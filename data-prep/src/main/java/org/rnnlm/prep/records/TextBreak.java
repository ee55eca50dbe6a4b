package org.rnnlm.prep.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.lang.UCharacter;

/**
 * Where a long text may be cut so that its portions, worked on one by one, give what the whole
 * gives: the same tokens, or sentences, and the same normalized and lower-cased characters.
 *
 * <p>After the end of a line, before a letter or digit, neither characters compose, nor do grapheme
 * clusters or words go on, nor does a final sigma look beyond. The same holds before a space
 * between two letters of scripts whose words no dictionary cuts, so that texts of a single line may
 * be cut as well.
 */
public enum TextBreak {
  /** A text of characters, grapheme clusters or words is cut where one of them ends in any case. */
  TOKENS(true),
  /** A text of subwords, whose words take white space in runs, is cut at a run of one. */
  SUBWORDS(true) {
    @Override
    boolean isAfter(byte[] text, int lineEnd) {
      return !UCharacter.isUWhiteSpace(before(text, lineEnd));
    }
  },
  /** A text of sentences whose paragraphs are lines is cut at the end of a line. */
  LINES(false),
  /** A text of sentences whose paragraphs are parted by blank lines is cut after such a line. */
  BLANK_LINES(false) {
    @Override
    boolean isAfter(byte[] text, int lineEnd) {
      return text[lineEnd - 1] == '\n' || text[lineEnd - 1] == '\r' && text[lineEnd - 2] == '\n';
    }
  };

  /** Bytes before and after a place that tell whether a text may be cut there. */
  static final int CONTEXT = 8;

  private static final int LONGEST = 4; // bytes of a character

  /** One past the last letter that stands for itself between spaces, whatever comes before it. */
  private static final int LETTERS_END = 0x900;

  private final boolean withinLines;

  TextBreak(boolean withinLines) {
    this.withinLines = withinLines;
  }

  /** Returns whether a text may be cut after a line feed, as far as what comes before it tells. */
  boolean isAfter(byte[] text, int lineEnd) {
    return true;
  }

  /**
   * Returns the first place where a text may be cut, or -1.
   *
   * @param text UTF-8, or bytes that claim to be
   * @param from first place that is looked at, behind {@link #CONTEXT} bytes at least
   * @param to one past the last, as far from {@code end} if the text goes on there
   * @param end one past the last byte that is known
   */
  int first(byte[] text, int from, int to, int end) {
    for (int place = from; place < to; place++) {
      if (text[place - 1] == '\n' && startsLine(text, place, end)
          || text[place] == ' ' && withinLines && isBetweenLetters(text, place, end)) {
        return place;
      }
    }
    return -1;
  }

  private boolean startsLine(byte[] text, int place, int end) {
    return Character.isLetterOrDigit(at(text, place, end)) && isAfter(text, place - 1);
  }

  private static boolean isBetweenLetters(byte[] text, int place, int end) {
    return isPlainLetter(before(text, place))
        && place + 1 < end
        && isPlainLetter(at(text, place + 1, end));
  }

  private static boolean isPlainLetter(int codePoint) {
    return codePoint < LETTERS_END && Character.isLetter(codePoint);
  }

  /** Returns the character that begins at a place; U+FFFD if none does. */
  private static int at(byte[] text, int place, int end) {
    return text[place] >= 0
        ? text[place]
        : new String(text, place, Math.min(LONGEST, end - place), UTF_8).codePointAt(0);
  }

  /** Returns the character that ends before a place; U+FFFD if none does. */
  static int before(byte[] text, int place) {
    if (text[place - 1] >= 0) {
      return text[place - 1];
    }
    int start = place - 1;
    while (start > place - LONGEST && (text[start] & 0xc0) == 0x80) {
      start--;
    }
    String last = new String(text, start, place - start, UTF_8);
    return last.codePointBefore(last.length());
  }
}
