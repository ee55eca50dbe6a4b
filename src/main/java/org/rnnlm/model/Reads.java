package org.rnnlm.model;

import java.io.Serializable;
import java.util.List;
import org.rnnlm.shard.Cut;

/**
 * What a head that sums up whole sequences was trained on; who uses the model must give it the
 * same.
 *
 * @param length the most steps of a sequence; 0 where it is not known yet
 * @param cut what was cut off longer texts
 * @param classes names of the classes, in the order of their ids; none of a language model
 */
public record Reads(int length, Cut cut, List<String> classes) implements Serializable {
  /** What is known of the data before there are any: nothing. */
  public static final Reads UNKNOWN = new Reads(0, Cut.END, List.of());

  public Reads {
    classes = List.copyOf(classes);
  }
}
