package org.rnnlm.vocabulary;

import java.util.ArrayList;
import java.util.List;

/** One token a Unicode code point. */
final class CharacterTokenizer implements Tokenizer {
  private final String[] shared = new String[0x800];

  @Override
  public List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>(text.length());
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      tokens.add(token(codePoint));
      i += Character.charCount(codePoint);
    }
    return tokens;
  }

  private String token(int codePoint) {
    if (codePoint >= shared.length) {
      return Character.toString(codePoint);
    }
    if (shared[codePoint] == null) {
      shared[codePoint] = Character.toString(codePoint);
    }
    return shared[codePoint];
  }

  @Override
  public String join(List<String> tokens) {
    return String.join("", tokens);
  }
}
