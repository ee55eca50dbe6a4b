package org.rnnlm.prep.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the marks of bold and italics out of a line and leaves the apostrophes beside them, told
 * apart as MediaWiki's parser does in {@code doQuotes}: two are italics, three bold, five both,
 * four an apostrophe and bold. Where neither bold nor italics come out even, the first three that
 * stand behind a word of one letter, or else behind any, or else behind a space, are an apostrophe
 * and italics: {@code ''Iliad'''s}.
 */
final class Quotes {

  private static final Pattern MARKS = Pattern.compile("''++");

  private Quotes() {}

  static String withoutMarks(String line) {
    int apostrophe = oddBold(line);
    return MARKS
        .matcher(line)
        .replaceAll(marks -> marks.start() == apostrophe || marks.group().length() == 4 ? "'" : "");
  }

  /** The place of the three that are an apostrophe and italics; -1 for none. */
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
      if (count != 3 || marks.start() == textStart) {
        continue;
      }
      if (line.charAt(marks.start() - 1) == ' ') {
        behindSpace = first(behindSpace, marks.start());
      } else if (line.charAt(Math.max(textStart, marks.start() - 2)) == ' ') {
        behindLetter = first(behindLetter, marks.start());
      } else {
        behindWord = first(behindWord, marks.start());
      }
    }
    return oddItalics && oddBold ? first(behindLetter, first(behindWord, behindSpace)) : -1;
  }

  private static int first(int known, int otherwise) {
    return known >= 0 ? known : otherwise;
  }
}
