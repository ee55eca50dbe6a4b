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
  private final BreakIterator boundaries = BreakIterator.getWordInstance(ULocale.ROOT);
  private final TokenPool pool = new TokenPool();

  @Override
  public List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>(text.length() / 5 + 10);
    for (int start = 0; start < text.length(); ) {
      int feed = text.indexOf('\n', start); // always a boundary
      int end = feed < 0 ? text.length() : feed;
      if (PlainWords.cover(text, start, end)) {
        addPlain(text, start, end, tokens);
      } else {
        addOther(text, start, end, tokens);
      }
      if (feed >= 0 && !endsWithLine(tokens)) {
        tokens.add(WordJoiner.LINE_END);
      }
      start = end + 1;
    }
    return tokens;
  }

  private void addPlain(String text, int from, int lineEnd, List<String> tokens) {
    int start = from;
    while (start < lineEnd) {
      int end = PlainWords.end(text, start, lineEnd);
      if (!PlainWords.isWhiteSpace(text, start)) {
        tokens.add(pool.token(text, start, end));
      }
      start = end;
    }
  }

  private void addOther(String text, int from, int lineEnd, List<String> tokens) {
    boundaries.setText(text.substring(from, lineEnd));
    int start = boundaries.first();
    for (int end = boundaries.next();
        end != BreakIterator.DONE;
        start = end, end = boundaries.next()) {
      if (!isWhiteSpace(text, from + start, from + end)) {
        tokens.add(pool.token(text, from + start, from + end));
      }
    }
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

  private static boolean endsWithLine(List<String> tokens) {
    return !tokens.isEmpty() && tokens.get(tokens.size() - 1).equals(WordJoiner.LINE_END);
  }

  @Override
  public String join(List<String> tokens) {
    WordJoiner joiner = new WordJoiner();
    StringBuilder text = new StringBuilder();
    tokens.forEach(token -> text.append(joiner.add(token)));
    return text.toString();
  }
}
