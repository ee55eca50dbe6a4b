package org.rnnlm.generate;

/** Reads a text with a network and tells what comes next. */
interface Reader {
  /** Forgets what was read before. */
  void restart();

  /**
   * Returns the distribution over all ids after the last of the tokens, which follow those read
   * before.
   */
  double[] read(int... tokens);
}
