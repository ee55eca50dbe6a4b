package org.rnnlm.serve;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.BitSet;
import java.util.List;

/**
 * Finds a regular expression in a text. RE2's engine takes time by the product of the lengths of
 * both for each match (Cox, Regular Expression Matching Can Be Simple And Fast, 2007), never
 * exponential time; what it leaves open is bounded here: how large an expression becomes when its
 * repeats are written out, and the number of matches.
 */
final class PatternMatches {
  private static final int LONGEST = 1000;
  private static final long LARGEST = 200_000; // characters with all repeats written out
  private static final long MOST_STEPS = 100_000_000; // of the engine; a second or so

  /** What makes the engine fold wide classes of characters, in minutes. */
  private static final Pattern IGNORES_CASE = Pattern.compile("\\(\\?[A-Za-z-]*i");

  private static final Pattern REPEAT = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");

  private PatternMatches() {}

  /**
   * Returns which tokens have a character within a match.
   *
   * @param tokens the text, in pieces
   * @throws Refusal if the expression is none, or takes too long on this text
   */
  static boolean[] of(String expression, List<String> tokens) {
    check(expression);
    BitSet matched = new BitSet();
    try {
      Pattern pattern = Pattern.compile(expression, Pattern.MULTILINE);
      long looks = MOST_STEPS / pattern.programSize();
      Matcher matcher = pattern.matcher(new Looks(String.join("", tokens), looks));
      while (matcher.find()) {
        matched.set(matcher.start(), matcher.end());
      }
    } catch (PatternSyntaxException e) {
      throw Refusal.of("pattern", "pattern is no regular expression of RE2: " + e.getMessage());
    } catch (StackOverflowError e) {
      throw Refusal.of("pattern", "pattern goes too deep on this text");
    }
    boolean[] matches = new boolean[tokens.size()];
    int at = 0;
    for (int i = 0; i < matches.length; i++) {
      int end = at + tokens.get(i).length();
      int next = matched.nextSetBit(at);
      matches[i] = next >= 0 && next < end;
      at = end;
    }
    return matches;
  }

  private static void check(String expression) {
    if (expression.length() > LONGEST) {
      throw Refusal.of("pattern", "pattern may have " + LONGEST + " characters at most");
    }
    if (IGNORES_CASE.matcher(expression).find()) {
      throw Refusal.of("pattern", "pattern cannot ignore case; name both, such as [Aa]");
    }
    long size = expression.length();
    for (Matcher repeats = REPEAT.matcher(expression); repeats.find() && size <= LARGEST; ) {
      size *= Math.max(1, Math.max(number(repeats.group(1)), number(repeats.group(2))));
    }
    if (size > LARGEST) {
      throw Refusal.of("pattern", "pattern repeats too much, such as by {1000} within {1000}");
    }
  }

  /** Returns a number as far as it matters: the engine refuses more than 1000 repeats itself. */
  private static int number(String digits) {
    if (digits == null || digits.isEmpty()) {
      return 0;
    }
    return digits.length() > 4 ? 1 : Integer.parseInt(digits);
  }

  /** A text that is looked at so often at most: many matches may each look at all of it. */
  private static final class Looks implements CharSequence {
    private final String text;
    private long left;

    Looks(String text, long most) {
      this.text = text;
      this.left = most;
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        throw Refusal.of("pattern", "pattern takes too long on this text");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
