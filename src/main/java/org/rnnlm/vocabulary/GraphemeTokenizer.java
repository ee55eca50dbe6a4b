package org.rnnlm.vocabulary;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.List;

/**
 * One token a grapheme cluster, which is what readers take for a character: a letter with its
 * accents, an emoji of several parts, a Hangul syllable (Unicode Standard Annex 29).
 */
final class GraphemeTokenizer implements Tokenizer {
  private final BreakIterator boundaries = BreakIterator.getCharacterInstance(ULocale.ROOT);

  @Override
  public void cut(String text, Sink sink) {
    char[] characters = text.toCharArray();
    boundaries.setText(text);
    int start = boundaries.first();
    for (int end = boundaries.next();
        end != BreakIterator.DONE;
        start = end, end = boundaries.next()) {
      sink.token(characters, start, end);
    }
  }

  @Override
  public String join(List<String> tokens) {
    return String.join("", tokens);
  }
}
