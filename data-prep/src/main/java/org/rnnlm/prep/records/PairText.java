package org.rnnlm.prep.records;

/** A source and its target as one text: a noncharacter, which no text has, stands between them. */
public final class PairText {
  private static final char BETWEEN = '\uFFFF';
  private static final char REPLACEMENT = '\uFFFD';

  private PairText() {}

  /** Empty if one of them is: half a pair is none. Noncharacters U+FFFF in them become U+FFFD. */
  public static String join(String source, String target) {
    return source.isEmpty() || target.isEmpty()
        ? ""
        : source.replace(BETWEEN, REPLACEMENT) + BETWEEN + target.replace(BETWEEN, REPLACEMENT);
  }

  public static String source(String pair) {
    return pair.substring(0, pair.indexOf(BETWEEN));
  }

  public static String target(String pair) {
    return pair.substring(pair.indexOf(BETWEEN) + 1);
  }
}
