package org.rnnlm.layer;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.rnnlm.text.Text;

/**
 * How a {@link TokenEmbedding} reads the characters of words, so that words that the vocabulary
 * lacks have a shape: a vector a character, a convolution over {@code width} neighbours at a time,
 * and the largest value of each of its filters over the whole word (dos Santos and Zadrozny, ICML
 * 2014; Kim et al., arXiv 1508.06615, equations 5 and 6; Ma and Hovy, arXiv 1603.01354, section
 * 2.1).
 *
 * <p>A word is read between two symbols of its beginning and its end. Characters are Unicode code
 * points; those that are not known are one symbol together. Of a word with more than {@link #MOST}
 * characters the first and the last half of so many are read.
 */
public final class CharacterReader implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most characters of a word that are read. */
  public static final int MOST = 64;

  private static final int UNKNOWN = 0;
  private static final int BEGINNING = 1;
  private static final int END = 2;
  private static final int KNOWN = 3;

  @JsonProperty private final String characters;
  @JsonProperty private final int size;
  @JsonProperty private final int filters;
  @JsonProperty private final int width;
  private transient Map<Integer, Integer> symbols; // made when it is first needed

  /**
   * @param characters that are known, one after the other, none twice
   * @param size of a character's vector
   * @param filters of the convolution, and values that a word becomes
   * @param width characters that a filter sees at a time
   */
  @JsonCreator
  public CharacterReader(
      @JsonProperty("characters") String characters,
      @JsonProperty("size") int size,
      @JsonProperty("filters") int filters,
      @JsonProperty("width") int width) {
    this.characters = Objects.requireNonNull(characters, "characters");
    this.size = size;
    this.filters = filters;
    this.width = width;
    if (size < 1 || filters < 1 || width < 1) {
      throw new IllegalArgumentException(
          Text.format(
              "a reader of characters has vectors of %d and %d filters of width %d; 1 is the least",
              size, filters, width));
    }
    if (characters.codePoints().distinct().count() != characters.codePoints().count()) {
      throw new IllegalArgumentException("a reader's characters are not distinct: " + characters);
    }
  }

  /** Returns how a network reads the characters of words; empty of one that reads ids alone. */
  public static Optional<CharacterReader> of(MultiLayerNetwork network) {
    return network.getLayer(0).conf().getLayer() instanceof TokenEmbedding embedding
        ? embedding.reader()
        : Optional.empty();
  }

  int size() {
    return size;
  }

  int filters() {
    return filters;
  }

  int width() {
    return width;
  }

  /** Returns the known characters, in the order of their vectors, which {@link #known} begin. */
  public String characters() {
    return characters;
  }

  /** Returns which of all vectors is the first known character's. */
  public static int known() {
    return KNOWN;
  }

  /** Returns how many vectors there are: of characters, and of three symbols before them. */
  int symbols() {
    return KNOWN + characters.codePointCount(0, characters.length());
  }

  /** Values that its parameters have together. */
  long parameters() {
    return (long) symbols() * size + (long) size * width * filters + filters;
  }

  /** Returns the symbols of a word, at least two; they are indices of vectors. */
  public int[] read(String word) {
    int[] points = word.codePoints().toArray();
    int length = Math.min(points.length, MOST);
    int[] read = new int[length + 2];
    read[0] = BEGINNING;
    for (int i = 0; i < length; i++) {
      int from = i < length / 2 ? i : points.length - length + i;
      read[i + 1] = known(points[from]);
    }
    read[length + 1] = END;
    return read;
  }

  private int known(int codePoint) {
    Map<Integer, Integer> known = symbols;
    if (known == null) {
      known = new HashMap<>();
      int symbol = KNOWN;
      for (int each : characters.codePoints().toArray()) {
        known.put(each, symbol++);
      }
      symbols = known;
    }
    return known.getOrDefault(codePoint, UNKNOWN);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CharacterReader that
        && characters.equals(that.characters)
        && size == that.size
        && filters == that.filters
        && width == that.width;
  }

  @Override
  public int hashCode() {
    return Objects.hash(characters, size, filters, width);
  }
}
