package org.rnnlm.vocabulary;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Words by ICU's word boundaries (Unicode Standard Annex 29; dictionaries for Chinese, Japanese,
 * Thai and the like), punctuation apart, one token {@code "\n"} for the end of a line however many
 * blank lines follow.
 */
final class WordTokenizer implements Tokenizer {
  private static final String LINE_END = "\n";
  private static final String CLOSING = ".,;:!?)]}%”’»…、。，；：！？）」』】";
  private static final String OPENING = "([{“‘«（「『【$€£#@";
  private static final String JOINING = "-/" + LINE_END;
  private static final String QUOTES = "\"'";

  private final BreakIterator boundaries = BreakIterator.getWordInstance(ULocale.ROOT);

  @Override
  public List<String> tokens(String text) {
    boundaries.setText(text);
    List<String> tokens = new ArrayList<>(text.length() / 4);
    int start = boundaries.first();
    for (int end = boundaries.next();
        end != BreakIterator.DONE;
        start = end, end = boundaries.next()) {
      if (!isWhiteSpace(text, start, end)) {
        tokens.add(text.substring(start, end));
      } else if (hasLineEnd(text, start, end) && !endsWithLine(tokens)) {
        tokens.add(LINE_END);
      }
    }
    return tokens;
  }

  private static boolean isWhiteSpace(String text, int start, int end) {
    for (int i = start; i < end; ) {
      int codePoint = text.codePointAt(i);
      boolean letter = codePoint > ' ' && codePoint < 0x7f; // most of a text, told without a table
      if (letter || !UCharacter.isUWhiteSpace(codePoint)) {
        return false;
      }
      i += Character.charCount(codePoint);
    }
    return true;
  }

  private static boolean hasLineEnd(String text, int start, int end) {
    int lineEnd = start;
    while (lineEnd < end && text.charAt(lineEnd) != '\n') {
      lineEnd++;
    }
    return lineEnd < end;
  }

  private static boolean endsWithLine(List<String> tokens) {
    return !tokens.isEmpty() && tokens.get(tokens.size() - 1).equals(LINE_END);
  }

  @Override
  public String join(List<String> tokens) {
    StringBuilder text = new StringBuilder();
    Set<String> openQuotes = new HashSet<>();
    String before = LINE_END;
    boolean spaceNext = false;
    for (String token : tokens) {
      boolean closesQuote = openQuotes.remove(token) || isPluralsApostrophe(before, token);
      boolean opensQuote = QUOTES.contains(token) && !closesQuote && openQuotes.add(token);
      if (spaceNext && !closesQuote && !CLOSING.contains(token) && !JOINING.contains(token)) {
        text.append(' ');
      }
      text.append(token);
      spaceNext = !opensQuote && !OPENING.contains(token) && !JOINING.contains(token);
      if (token.equals(LINE_END)) {
        openQuotes.clear();
      }
      before = token;
    }
    return text.toString();
  }

  /** The one of "the sailors' boats", unlike those of other words part of no token. */
  private static boolean isPluralsApostrophe(String before, String token) {
    return token.equals("'") && before.endsWith("s");
  }
}
