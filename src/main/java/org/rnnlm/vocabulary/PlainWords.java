package org.rnnlm.vocabulary;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.UnicodeSet;

/**
 * Finds the word boundaries that ICU's rules give, several times as fast, in lines of characters
 * whose rules are simple: Latin, Greek and Cyrillic letters, digits, and the usual punctuation.
 * Combining marks, format characters, scripts that need dictionaries and all else are left to ICU.
 *
 * <p>Rules WB5 to WB13b of Unicode Standard Annex 29. What a character is to them comes from ICU.
 */
final class PlainWords {

  private static final byte UNKNOWN = 0; // to be left to ICU
  private static final byte ALONE = 1;
  private static final byte SPACE = 2; // joins spaces only
  private static final byte BLANK = 3; // white space that stands alone
  private static final byte LETTER = 4;
  private static final byte DIGIT = 5;
  private static final byte JOINER = 6; // such as _
  private static final byte BETWEEN_LETTERS = 7;
  private static final byte BETWEEN_DIGITS = 8;
  private static final byte BETWEEN_BOTH = 9;

  private static final UnicodeSet COVERED =
      new UnicodeSet(
              "[\\u0009\\u0020-\\u007e\\u00a0-\\u052f\\u1e00-\\u1fff\\u2000-\\u214f\\u2190-\\u23ff]")
          .freeze();

  private static final byte[] KINDS =
      new byte[COVERED.getRangeEnd(COVERED.getRangeCount() - 1) + 1];

  static {
    for (int c = 0; c < KINDS.length; c++) {
      KINDS[c] = COVERED.contains(c) ? kind(c) : UNKNOWN;
    }
  }

  private PlainWords() {}

  private static byte kind(int c) {
    return switch (UCharacter.getIntPropertyValue(c, UProperty.WORD_BREAK)) {
      case UCharacter.WordBreak.ALETTER -> LETTER;
      case UCharacter.WordBreak.NUMERIC -> DIGIT;
      case UCharacter.WordBreak.EXTENDNUMLET -> UCharacter.isUWhiteSpace(c) ? UNKNOWN : JOINER;
      case UCharacter.WordBreak.MIDLETTER -> BETWEEN_LETTERS;
      case UCharacter.WordBreak.MIDNUM -> BETWEEN_DIGITS;
      case UCharacter.WordBreak.MIDNUMLET, UCharacter.WordBreak.SINGLE_QUOTE -> BETWEEN_BOTH;
      case UCharacter.WordBreak.WSEGSPACE -> SPACE;
      case UCharacter.WordBreak.OTHER, UCharacter.WordBreak.DOUBLE_QUOTE ->
          UCharacter.isUWhiteSpace(c) ? BLANK : ALONE;
      default -> UNKNOWN;
    };
  }

  /** Returns whether a line, without its end, has such characters only. */
  static boolean cover(char[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c >= KINDS.length || KINDS[c] == UNKNOWN) {
        return false;
      }
    }
    return true;
  }

  /** Returns where the segment ends that begins at a boundary of a covered line. */
  static int end(char[] text, int start, int lineEnd) {
    int kind = KINDS[text[start]];
    int next = start + 1;
    if (kind == SPACE) {
      while (next < lineEnd && KINDS[text[next]] == SPACE) {
        next++;
      }
      return next;
    }
    if (kind < LETTER || kind > JOINER) {
      return next;
    }
    while (next < lineEnd) {
      int following = KINDS[text[next]];
      if (following >= LETTER && following <= JOINER) {
        kind = following;
        next++;
      } else if (joins(following, kind) && next + 1 < lineEnd && KINDS[text[next + 1]] == kind) {
        next += 2;
      } else {
        return next;
      }
    }
    return next;
  }

  /** Returns whether what stands between two of a kind joins them. */
  private static boolean joins(int between, int kind) {
    return switch (between) {
      case BETWEEN_LETTERS -> kind == LETTER;
      case BETWEEN_DIGITS -> kind == DIGIT;
      case BETWEEN_BOTH -> kind == LETTER || kind == DIGIT;
      default -> false;
    };
  }

  /** Returns whether a segment of a covered line, which begins with a character, is white space. */
  static boolean isWhiteSpace(char first) {
    int kind = KINDS[first];
    return kind == SPACE || kind == BLANK;
  }
}
