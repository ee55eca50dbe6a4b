package org.rnnlm.vocabulary;

import java.util.HashSet;
import java.util.Set;

/**
 * Joins words to a text that reads naturally, one after the other: a space stands before most of
 * them, but not before what closes, nor after what opens. Quotes open and close in turn; a line's
 * end closes all.
 */
final class WordJoiner {
  static final String LINE_END = "\n";
  private static final String CLOSING = ".,;:!?)]}%”’»…、。，；：！？）」』】";
  private static final String OPENING = "([{“‘«（「『【$€£#@";
  private static final String JOINING = "-/" + LINE_END;
  private static final String QUOTES = "\"'";

  private final Set<String> openQuotes = new HashSet<>();
  private String before = LINE_END;
  private boolean spaceNext;

  /** Returns what the next word adds to the text. */
  String add(String token) {
    String added = peek(token);
    boolean closesQuote = openQuotes.remove(token) || isPluralsApostrophe(token);
    boolean opensQuote = QUOTES.contains(token) && !closesQuote && openQuotes.add(token);
    spaceNext = !opensQuote && !OPENING.contains(token) && !JOINING.contains(token);
    if (token.equals(LINE_END)) {
      openQuotes.clear();
    }
    before = token;
    return added;
  }

  /** Returns what {@link #add} would return. */
  String peek(String token) {
    boolean closesQuote = openQuotes.contains(token) || isPluralsApostrophe(token);
    boolean space =
        spaceNext && !closesQuote && !CLOSING.contains(token) && !JOINING.contains(token);
    return space ? " " + token : token;
  }

  /** The one of "the sailors' boats", unlike those of other words part of no token. */
  private boolean isPluralsApostrophe(String token) {
    return token.equals("'") && before.endsWith("s");
  }
}
