package org.rnnlm.vocabulary;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.ULocale;
import java.util.List;

/** Cuts text into tokens and joins tokens to text. Instances keep state: one a thread. */
public interface Tokenizer {
  /** The tokens of a text, in order; none for an empty text. */
  List<String> tokens(String text);

  /**
   * A text that reads naturally; for characters and graphemes exactly the text that {@link #tokens}
   * was given, normalized and lower-cased as the specification says.
   */
  String join(List<String> tokens);

  static Tokenizer of(TokenSpec spec) {
    Tokenizer plain =
        switch (spec.kind()) {
          case CHARACTERS -> new CharacterTokenizer();
          case GRAPHEMES -> new GraphemeTokenizer();
          case WORDS -> new WordTokenizer();
        };
    Tokenizer cased = spec.lowerCase() ? new LowerCasing(plain) : plain;
    return switch (spec.normalization()) {
      case NONE -> cased;
      case NFC -> new Normalizing(cased, Normalization.NFC);
    };
  }

  /** Normalizes before it cuts. */
  record Normalizing(Tokenizer tokenizer, Normalization normalization) implements Tokenizer {
    @Override
    public List<String> tokens(String text) {
      return tokenizer.tokens(normalization.of(text));
    }

    @Override
    public String join(List<String> tokens) {
      return tokenizer.join(tokens);
    }
  }

  /** Lower-cases before it cuts. */
  record LowerCasing(Tokenizer tokenizer) implements Tokenizer {
    @Override
    public List<String> tokens(String text) {
      return tokenizer.tokens(UCharacter.toLowerCase(ULocale.ROOT, text));
    }

    @Override
    public String join(List<String> tokens) {
      return tokenizer.join(tokens);
    }
  }
}
