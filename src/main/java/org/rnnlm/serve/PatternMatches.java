package org.rnnlm.serve;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds a regular expression in a text, within a number of looks at its characters. */
final class PatternMatches {
  private static final int LONGEST = 1000;
  private static final long MOST_LOOKS = 20_000_000;

  private PatternMatches() {}

  /**
   * Returns which tokens have a character within a match.
   *
   * @param tokens the text, in pieces
   * @throws Refusal if the expression is none, or takes too long on this text
   */
  static boolean[] of(String expression, List<String> tokens) {
    if (expression.length() > LONGEST) {
      throw Refusal.of("pattern", "pattern may have " + LONGEST + " characters at most");
    }
    String text = String.join("", tokens);
    BitSet matched = new BitSet();
    try {
      Matcher matcher = Pattern.compile(expression, Pattern.MULTILINE).matcher(new Looks(text));
      while (matcher.find()) {
        matched.set(matcher.start(), matcher.end());
      }
    } catch (PatternSyntaxException e) {
      throw Refusal.of("pattern", "pattern is no regular expression: " + e.getDescription());
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

  /** A text that is looked at so often at most: expressions can take exponential time. */
  private static final class Looks implements CharSequence {
    private final String text;
    private long looks;

    Looks(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++looks > MOST_LOOKS) {
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
