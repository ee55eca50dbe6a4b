package org.rnnlm.shard;

/** How articles become sequences. */
public enum SequenceMode {
  /**
   * All articles one after the other, END between them, cut into pieces: each shares one token with
   * the next, so that every token but the first is predicted once.
   */
  STREAM,
  /** Each sentence by itself, START before it and END after it. */
  SENTENCE,
  /**
   * Overlapping windows of each article, which stands between two ENDs; the last one ends with it.
   */
  WINDOW,
  /**
   * Each article by itself with its class, START before it and END after it; longer ones are cut.
   */
  LABELLED,
  /** Source and target of each pair: the source, START, the target, END. */
  PAIR
}
