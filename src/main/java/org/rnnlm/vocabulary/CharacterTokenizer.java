package org.rnnlm.vocabulary;

import java.util.List;

/** One token a Unicode code point. */
final class CharacterTokenizer implements Tokenizer {
  @Override
  public void cut(String text, Sink sink) {
    char[] characters = text.toCharArray();
    for (int i = 0; i < characters.length; ) {
      int end = i + Character.charCount(Character.codePointAt(characters, i));
      sink.token(characters, i, end);
      i = end;
    }
  }

  @Override
  public String join(List<String> tokens) {
    return String.join("", tokens);
  }
}
