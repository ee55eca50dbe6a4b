package org.rnnlm.score;

import java.util.List;
import org.rnnlm.layer.Pooling;

/**
 * Reads texts with a network, each from a zero state. None depends on another, but for {@link
 * AdaptingReader}, whose network learns from text to text.
 */
interface TextReader {
  /**
   * Returns what the network says of each text.
   *
   * @param texts ids with what stands before them: all but the first are predicted
   */
  List<Reading> read(List<int[]> texts, Detail detail);

  /**
   * Returns the states that texts leave the network in.
   *
   * @param texts ids with what stands before them and an END, neither of which counts
   */
  List<float[]> embed(List<int[]> texts, Pooling pooling);

  /** Frees what it has beside the network, which is nothing unless it says otherwise. */
  default void close() {}
}
