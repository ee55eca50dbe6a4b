package org.rnnlm.vocabulary;

import java.util.List;

/** Cuts text into tokens and joins tokens to text. Instances keep state: one a thread. */
public interface Tokenizer {
  /** Returns the tokens of a text, in order; none for an empty text. */
  List<String> tokens(String text);

  /**
   * Returns a text that reads naturally; for all kinds but words exactly the text that {@link
   * #tokens} was given, normalized, lower-cased and with its digits as the specification says.
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
    public List<String> tokens(String text) {
      return tokenizer.tokens(spec.form(text));
    }

    @Override
    public String join(List<String> tokens) {
      return tokenizer.join(tokens);
    }
  }
}
