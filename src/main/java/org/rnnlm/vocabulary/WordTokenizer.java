package org.rnnlm.vocabulary;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;

/**
 * Words by ICU's word boundaries (Unicode Standard Annex 29; dictionaries for Chinese, Japanese,
 * Thai and the like), punctuation apart, one token {@code "\n"} for the end of a line however many
 * blank lines follow.
 */
final class WordTokenizer implements Tokenizer {
  private static final String LINE_END = "\n";
  private static final String CLOSING = ".,;:!?)]}%”’»…、。，；：！？）」』】";
  private static final String OPENING = "([{“‘«（「『【$€£#@";

  private final BreakIterator boundaries = BreakIterator.getWordInstance(ULocale.ROOT);

  @Override
  public List<String> tokens(String text) {
    boundaries.setText(text);
    List<String> tokens = new ArrayList<>(text.length() / 4);
    int start = boundaries.first();
    for (int end = boundaries.next();
        end != BreakIterator.DONE;
        start = end, end = boundaries.next()) {
      String piece = text.substring(start, end);
      if (!piece.codePoints().allMatch(UCharacter::isUWhiteSpace)) {
        tokens.add(piece);
      } else if (piece.indexOf('\n') >= 0 && !endsWithLine(tokens)) {
        tokens.add(LINE_END);
      }
    }
    return tokens;
  }

  private static boolean endsWithLine(List<String> tokens) {
    return !tokens.isEmpty() && tokens.get(tokens.size() - 1).equals(LINE_END);
  }

  @Override
  public String join(List<String> tokens) {
    StringBuilder text = new StringBuilder();
    String before = LINE_END;
    boolean quoteOpen = false;
    for (String token : tokens) {
      boolean closesQuote = quoteOpen && token.equals("\"");
      if (spaceBetween(before, quoteOpen, token, closesQuote)) {
        text.append(' ');
      }
      text.append(token);
      if (token.equals("\"")) {
        quoteOpen = !quoteOpen;
      } else if (token.equals(LINE_END)) {
        quoteOpen = false;
      }
      before = token;
    }
    return text.toString();
  }

  private static boolean spaceBetween(
      String before, boolean quoteOpen, String token, boolean closesQuote) {
    if (before.equals(LINE_END) || token.equals(LINE_END) || closesQuote) {
      return false;
    }
    boolean afterOpening = OPENING.contains(before) || (before.equals("\"") && quoteOpen);
    boolean hyphen =
        token.equals("-") || before.equals("-") || token.equals("/") || before.equals("/");
    return !afterOpening
        && !hyphen
        && !CLOSING.contains(token)
        && !token.equals("'")
        && !before.equals("'");
  }
}
