package org.rnnlm.vocabulary;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Text to ids and back, by a vocabulary and its tokenizer. Keeps state: one a thread. */
public final class Codec {
  private final Vocabulary vocabulary;
  private final Tokenizer tokenizer;

  public Codec(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.tokenizer = Tokenizer.of(vocabulary.spec());
  }

  /** The ids of a text's tokens; those that the vocabulary lacks are {@link Vocabulary#UNKNOWN}. */
  public int[] encode(String text) {
    List<String> tokens = tokenizer.tokens(text);
    int[] ids = new int[tokens.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = vocabulary.id(tokens.get(i));
    }
    return ids;
  }

  /** The distinct tokens of a text that the vocabulary lacks, in the order they occur. */
  public Set<String> unknown(String text) {
    Set<String> unknown = new LinkedHashSet<>();
    for (String token : tokenizer.tokens(text)) {
      if (vocabulary.find(token).isEmpty()) {
        unknown.add(token);
      }
    }
    return unknown;
  }

  /** The text of ids; specials are shown, such as {@code <unk>}, but for END, which ends a line. */
  public String decode(int[] ids) {
    List<String> tokens = new ArrayList<>(ids.length);
    for (int id : ids) {
      tokens.add(id == Vocabulary.END ? "\n" : vocabulary.token(id));
    }
    return tokenizer.join(tokens);
  }
}
