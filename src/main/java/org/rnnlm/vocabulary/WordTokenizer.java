package org.rnnlm.vocabulary;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.List;

/**
 * Words by ICU's word boundaries (Unicode Standard Annex 29; dictionaries for Chinese, Japanese,
 * Thai and the like), punctuation apart, one token {@code "\n"} for the end of a line however many
 * blank lines follow.
 */
final class WordTokenizer implements Tokenizer {
  private final BreakIterator boundaries = BreakIterator.getWordInstance(ULocale.ROOT);

  @Override
  public void cut(String text, Sink sink) {
    char[] characters = text.toCharArray();
    boolean lineEnded = false;
    for (int start = 0; start < characters.length; ) {
      int feed = text.indexOf('\n', start); // always a boundary
      int end = feed < 0 ? characters.length : feed;
      boolean anyToken =
          PlainWords.cover(characters, start, end)
              ? cutPlain(characters, start, end, sink)
              : cutOther(text.substring(start, end), characters, start, sink);
      lineEnded &= !anyToken;
      if (feed >= 0 && !lineEnded) {
        sink.token(characters, feed, feed + 1);
        lineEnded = true;
      }
      start = end + 1;
    }
  }

  /** Returns whether a line has any token. */
  private static boolean cutPlain(char[] text, int from, int lineEnd, Sink sink) {
    boolean anyToken = false;
    int start = from;
    while (start < lineEnd) {
      int end = PlainWords.end(text, start, lineEnd);
      if (!PlainWords.isWhiteSpace(text[start])) {
        sink.token(text, start, end);
        anyToken = true;
      }
      start = end;
    }
    return anyToken;
  }

  private boolean cutOther(String line, char[] text, int from, Sink sink) {
    boolean anyToken = false;
    boundaries.setText(line);
    int start = boundaries.first();
    for (int end = boundaries.next();
        end != BreakIterator.DONE;
        start = end, end = boundaries.next()) {
      if (!isWhiteSpace(text, from + start, from + end)) {
        sink.token(text, from + start, from + end);
        anyToken = true;
      }
    }
    return anyToken;
  }

  private static boolean isWhiteSpace(char[] text, int start, int end) {
    for (int i = start; i < end; ) {
      int codePoint = Character.codePointAt(text, i, end);
      boolean letter = codePoint > ' ' && codePoint < 0x7f; // most of a text, told without a table
      if (letter || !UCharacter.isUWhiteSpace(codePoint)) {
        return false;
      }
      i += Character.charCount(codePoint);
    }
    return true;
  }

  @Override
  public String join(List<String> tokens) {
    WordJoiner joiner = new WordJoiner();
    StringBuilder text = new StringBuilder();
    tokens.forEach(token -> text.append(joiner.add(token)));
    return text.toString();
  }
}
