package org.rnnlm.model;

import java.io.Serializable;
import java.util.Objects;

/**
 * How tokens are given to a model's first recurrent layer.
 *
 * @param size width of the token embedding; 0 for one-hot tokens
 * @param vectors where the embedding's vectors come from
 * @param characters how the characters of words are read beside it
 */
public record EmbeddingSpec(int size, Vectors vectors, CharacterSpec characters)
    implements Serializable {
  /** No embedding: the first recurrent layer is given one-hot tokens. */
  public static final EmbeddingSpec ONE_HOT = trained(0);

  /** Where an embedding's vectors come from. */
  public enum Vectors {
    /** They are trained, and are the embedding's alone. */
    TRAINED,
    /** They are the output layer's weights (Press and Wolf, arXiv 1608.05859). */
    TIED,
    /** They stay as they start: pretrained ones. */
    FROZEN
  }

  public EmbeddingSpec {
    Objects.requireNonNull(vectors, "vectors");
    Objects.requireNonNull(characters, "characters");
    Checks.require(size >= 0, "embedding size", size, "at least 0 (0: one-hot)");
    if (vectors == Vectors.FROZEN && size == 0) {
      throw frozenAndMissingOrTied();
    }
    if (!characters.none() && (size == 0 || vectors == Vectors.TIED)) {
      throw new IllegalArgumentException(
          "characters are read beside an embedding of the words that is not the output layer's"
              + " weights; set model.embedding-size, and model.tied-embedding = false, or"
              + " model.character-size = 0");
    }
  }

  /** Makes an embedding that reads no characters. */
  public EmbeddingSpec(int size, Vectors vectors) {
    this(size, vectors, CharacterSpec.NONE);
  }

  /** Returns this embedding, reading characters another way. */
  public EmbeddingSpec with(CharacterSpec other) {
    return new EmbeddingSpec(size, vectors, other);
  }

  public static EmbeddingSpec trained(int size) {
    return new EmbeddingSpec(size, Vectors.TRAINED);
  }

  /**
   * Returns an embedding that shares its vectors with the output layer; as wide as the hidden
   * layers.
   */
  public static EmbeddingSpec tied(int size) {
    return new EmbeddingSpec(size, Vectors.TIED);
  }

  public static EmbeddingSpec frozen(int size) {
    return new EmbeddingSpec(size, Vectors.FROZEN);
  }

  /** Returns what is wrong with an embedding that is to be frozen and cannot be. */
  public static IllegalArgumentException frozenAndMissingOrTied() {
    return new IllegalArgumentException(
        "a frozen embedding must be there, and not be the output layer's weights; set"
            + " model.embedding-size, and model.tied-embedding = false");
  }

  public boolean oneHot() {
    return size == 0;
  }

  public boolean tied() {
    return vectors == Vectors.TIED;
  }

  public boolean frozen() {
    return vectors == Vectors.FROZEN;
  }

  /** Width of what the first recurrent layer is given. */
  public int width(int vocabularySize) {
    return oneHot() ? vocabularySize : size + characters.filters();
  }

  /** Returns a text for people, such as {@code tied embedding of 128}. */
  String summary() {
    if (oneHot()) {
      return "one-hot input";
    }
    return switch (vectors) {
          case TRAINED -> "";
          case TIED -> "tied ";
          case FROZEN -> "frozen ";
        }
        + "embedding of "
        + size
        + characters.summary();
  }
}
