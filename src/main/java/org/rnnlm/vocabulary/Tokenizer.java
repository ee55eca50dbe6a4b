package org.rnnlm.vocabulary;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into tokens and joins tokens to text. Instances keep state: one a thread. */
public interface Tokenizer {
  /** Takes the tokens of a text one by one, each a stretch of characters. */
  interface Sink {
    /**
     * @param text holds the token; it may be in another form than the text that was given, and is
     *     not to be changed or kept
     * @param start of the token
     * @param end one past it
     */
    void token(char[] text, int start, int end);
  }

  /** Hands the tokens of a text to a sink, in order, without making strings of them. */
  void cut(String text, Sink sink);

  /** Returns the tokens of a text, in order; none for an empty text. */
  default List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>(text.length() / 4);
    cut(text, (cut, start, end) -> tokens.add(new String(cut, start, end - start)));
    return tokens;
  }

  /**
   * Returns a text that reads naturally; for all kinds but words exactly the text that {@link #cut}
   * was given, normalized, lower-cased and with its digits as the specification says.
   */
  String join(List<String> tokens);

  /**
   * Makes a tokenizer of what is counted in a corpus: tokens, but for subwords the words that they
   * are parts of and are learnt from.
   */
  static Tokenizer of(TokenSpec spec) {
    Tokenizer plain =
        switch (spec.kind()) {
          case CHARACTERS -> new CharacterTokenizer();
          case GRAPHEMES -> new GraphemeTokenizer();
          case WORDS -> new WordTokenizer();
          case SUBWORDS -> new PreTokenizer(spec.digits());
        };
    return new Forming(spec, plain);
  }

  /** Brings a text to its form before it cuts it. */
  record Forming(TokenSpec spec, Tokenizer tokenizer) implements Tokenizer {
    @Override
    public void cut(String text, Sink sink) {
      tokenizer.cut(spec.form(text), sink);
    }

    @Override
    public String join(List<String> tokens) {
      return tokenizer.join(tokens);
    }
  }
}
