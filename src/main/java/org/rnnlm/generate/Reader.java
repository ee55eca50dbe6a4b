package org.rnnlm.generate;

import org.rnnlm.search.BeamReader;

/** Reads a text with a network and tells what comes next. */
interface Reader {
  /** Forgets what was read before. */
  void restart();

  /**
   * Returns the distribution over all ids after the last of the tokens, which follow those read
   * before.
   */
  double[] read(int... tokens);

  /** Returns a reader of several texts that all begin with what this one has read. */
  BeamReader beams();
}
