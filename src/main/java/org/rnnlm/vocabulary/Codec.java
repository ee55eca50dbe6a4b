package org.rnnlm.vocabulary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Text to ids and back, by a vocabulary and its tokenizer. Keeps state: one a thread. */
public final class Codec {
  private final Vocabulary vocabulary;
  private final Tokenizer tokenizer;
  private final boolean subwords;
  private final BytePairEncoder bytePairs; // of subwords only

  public Codec(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.tokenizer = Tokenizer.of(vocabulary.spec());
    this.subwords = vocabulary.spec().kind() == TokenKind.SUBWORDS;
    this.bytePairs = new BytePairEncoder(vocabulary);
  }

  /**
   * Returns the ids of a text's tokens; those that the vocabulary lacks are {@link
   * Vocabulary#UNKNOWN}.
   */
  public int[] encode(String text) {
    Ids ids = new Ids(text.length() / 4);
    tokenizer.cut(
        text,
        subwords
            ? (cut, start, end) -> ids.add(bytePairs.ids(cut, start, end))
            : (cut, start, end) -> ids.add(vocabulary.id(cut, start, end)));
    return ids.toArray();
  }

  /** Ids one behind the other. */
  private static final class Ids {
    private int[] ids;
    private int size;

    Ids(int expected) {
      this.ids = new int[expected + 10];
    }

    void add(int id) {
      grow(1);
      ids[size++] = id;
    }

    void add(int[] several) {
      grow(several.length);
      System.arraycopy(several, 0, ids, size, several.length);
      size += several.length;
    }

    private void grow(int more) {
      if (size + more > ids.length) {
        ids = Arrays.copyOf(ids, Math.addExact(size + more, size >> 1));
      }
    }

    int[] toArray() {
      return Arrays.copyOf(ids, size);
    }
  }

  /**
   * Returns the ids of words that are cut already, one each; those that the vocabulary lacks are
   * {@link Vocabulary#UNKNOWN}.
   *
   * @throws IllegalStateException if the vocabulary is not one of words
   */
  public int[] encodeEach(List<String> words) {
    if (vocabulary.spec().kind() != TokenKind.WORDS) {
      throw new IllegalStateException("a vocabulary of " + vocabulary.spec().kind());
    }
    return words.stream().mapToInt(word -> vocabulary.id(vocabulary.spec().form(word))).toArray();
  }

  /** Returns a word in its own letters, as {@link TokenSpec#written} has it. */
  public String written(String word) {
    return vocabulary.spec().written(word);
  }

  /**
   * Returns a text's tokens with the text that each stands for, white space before it included: put
   * together they are the whole text in the form in which it is cut, but for white space at the end
   * of words. A subword that ends within a character has U+FFFD for it.
   */
  public List<Piece> pieces(String text) {
    if (subwords) {
      return Arrays.stream(encode(text))
          .mapToObj(id -> new Piece(id, ByteAlphabet.read(vocabulary.token(id))))
          .toList();
    }
    boolean words = vocabulary.spec().kind() == TokenKind.WORDS;
    String form = words ? vocabulary.spec().form(text) : "";
    List<Piece> pieces = new ArrayList<>();
    int end = 0;
    for (String token : tokenizer.tokens(text)) {
      int from = end;
      end = words ? form.indexOf(token, from) + token.length() : end;
      pieces.add(new Piece(vocabulary.id(token), words ? form.substring(from, end) : token));
    }
    return pieces;
  }

  /**
   * Returns the distinct tokens of a text that the vocabulary lacks, in the order they occur; of
   * subwords none, since every byte is one.
   */
  public Set<String> unknown(String text) {
    Set<String> unknown = new LinkedHashSet<>();
    if (subwords) {
      return unknown;
    }
    for (String token : tokenizer.tokens(text)) {
      if (vocabulary.find(token).isEmpty()) {
        unknown.add(token);
      }
    }
    return unknown;
  }

  /**
   * Returns the text of ids; specials are shown, such as {@code <unk>}, but for END, which ends a
   * line. Of subwords, bytes that are no UTF-8 together become U+FFFD.
   */
  public String decode(int[] ids) {
    List<String> tokens = new ArrayList<>(ids.length);
    for (int id : ids) {
      tokens.add(id == Vocabulary.END ? "\n" : vocabulary.token(id));
    }
    String text = tokenizer.join(tokens);
    return subwords ? ByteAlphabet.read(text) : text;
  }
}
