package org.rnnlm.prep.text;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the marks of bold and italics out of a line and leaves the apostrophes beside them, told
 * apart as MediaWiki's parser does in {@code doQuotes}: two are italics, three bold, five both,
 * four an apostrophe and bold, more than five apostrophes and both. Where neither bold nor italics
 * come out even, the first three that stand behind a word of one letter, or else behind any, or
 * else behind a space, are an apostrophe and italics: {@code ''Iliad'''s}.
 */
final class Quotes {

  private static final Pattern MARKS = Pattern.compile("''++");

  private Quotes() {}

  static String withoutMarks(String line) {
    int apostrophe = oddBold(line);
    return MARKS
        .matcher(line)
        .replaceAll(
            marks -> "'".repeat(apostrophes(marks) + (marks.start() == apostrophe ? 1 : 0)));
  }

  /** Returns how many of them are no marks, wherever they stand. */
  private static int apostrophes(MatchResult marks) {
    int count = marks.group().length();
    return count == 4 ? 1 : Math.max(0, count - 5);
  }

  /** Returns the place of the marks of which one more is an apostrophe; -1 for none. */
  private static int oddBold(String line) {
    boolean oddItalics = false;
    boolean oddBold = false;
    int behindLetter = -1;
    int behindWord = -1;
    int behindSpace = -1;
    int textStart = 0;
    for (Matcher marks = MARKS.matcher(line); marks.find(); textStart = marks.end()) {
      int count = marks.group().length();
      oddItalics ^= count == 2 || count >= 5;
      oddBold ^= count >= 3;
      if (count != 3 && count != 4) {
        continue;
      }
      int textEnd = marks.start() + count - 3;
      if (isSpace(line, textEnd - 1, textStart)) {
        behindSpace = first(behindSpace, marks.start());
      } else if (isSpace(line, Math.max(textStart, textEnd - 2), textStart)) {
        behindLetter = first(behindLetter, marks.start());
      } else {
        behindWord = first(behindWord, marks.start());
      }
    }
    return oddItalics && oddBold ? first(behindLetter, first(behindWord, behindSpace)) : -1;
  }

  private static boolean isSpace(String line, int place, int textStart) {
    return place >= textStart && line.charAt(place) == ' ';
  }

  private static int first(int known, int otherwise) {
    return known >= 0 ? known : otherwise;
  }
}
