package org.rnnlm.vocabulary;

/**
 * Gives the same string for the same token, most of the time: tokens repeat, and a string that was
 * looked up before keeps its hash. A table of fixed size in which a token takes another's place.
 */
final class TokenPool {

  private static final int SIZE = 1 << 15;

  private static final int LONGEST = 24;

  private final String[] pool = new String[SIZE];

  String token(String text, int start, int end) {
    int length = end - start;
    if (length > LONGEST) {
      return text.substring(start, end);
    }
    int hash = length;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    int slot = (hash ^ hash >>> 15) & SIZE - 1;
    String known = pool[slot];
    if (known != null && known.length() == length && text.startsWith(known, start)) {
      return known;
    }
    String token = text.substring(start, end);
    pool[slot] = token;
    return token;
  }
}
