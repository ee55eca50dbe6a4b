package org.rnnlm.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnlm.io.AddedLater;
import org.rnnlm.shard.Cut;

/**
 * What a head that sums up whole sequences was trained on; who uses the model must give it the
 * same.
 *
 * @param length the most steps of a sequence; 0 where it is not known yet
 * @param cut what was cut off longer texts
 * @param classes names of the classes, in the order of their ids; none of a language model
 * @param characters that the words of the training split have, in the order of their vectors; none
 *     of a model that does not read them
 */
public record Reads(
    int length,
    Cut cut,
    List<String> classes,
    @AddedLater @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> characters)
    implements Serializable {
  /** What is known of the data before there are any: nothing. */
  public static final Reads UNKNOWN = new Reads(0, Cut.END, List.of());

  public Reads {
    classes = List.copyOf(classes);
    characters = List.copyOf(characters);
  }

  /** Makes what a head was trained on that is not given the characters of words. */
  public Reads(int length, Cut cut, List<String> classes) {
    this(length, cut, classes, List.of());
  }

  /**
   * Returns what stands for data that are not there yet: two classes or tags, and the characters of
   * ASCII.
   */
  public static Reads assumed(int length) {
    List<String> ascii = IntStream.range('!', 127).mapToObj(Character::toString).toList();
    return new Reads(length, Cut.END, List.of("0", "1"), ascii);
  }

  /** Returns the same without characters. */
  Reads withoutCharacters() {
    return new Reads(length, cut, classes);
  }
}
