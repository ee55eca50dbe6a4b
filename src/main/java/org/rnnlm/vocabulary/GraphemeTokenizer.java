package org.rnnlm.vocabulary;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;

/**
 * One token a grapheme cluster, which is what readers take for a character: a letter with its
 * accents, an emoji of several parts, a Hangul syllable (Unicode Standard Annex 29).
 */
final class GraphemeTokenizer implements Tokenizer {
  private final BreakIterator boundaries = BreakIterator.getCharacterInstance(ULocale.ROOT);

  @Override
  public List<String> tokens(String text) {
    boundaries.setText(text);
    List<String> tokens = new ArrayList<>(text.length());
    int start = boundaries.first();
    for (int end = boundaries.next();
        end != BreakIterator.DONE;
        start = end, end = boundaries.next()) {
      tokens.add(text.substring(start, end));
    }
    return tokens;
  }

  @Override
  public String join(List<String> tokens) {
    return String.join("", tokens);
  }
}
