package org.rnnlm.search;

/** Reads several beginnings of a text side by side, a token of each at a time. */
public interface BeamReader {
  /**
   * Goes on with some of the beginnings, which may be repeated: from now on the i-th is the one
   * that was at {@code rows[i]}.
   */
  void select(int[] rows);

  /**
   * Reads the next token of each beginning.
   *
   * @return natural log-probabilities of the one after it, [beginning, vocabulary]
   */
  double[][] step(int[] tokens);

  /** Forgets what was read. */
  void clear();
}
