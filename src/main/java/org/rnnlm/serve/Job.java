package org.rnnlm.serve;

import org.rnnlm.generate.TextLanes;

/** Something that reads in lanes, step by step, in the batcher's thread. */
abstract class Job {
  private volatile boolean cancelled;

  /** Returns how many lanes it needs. */
  int width() {
    return 1;
  }

  /**
   * Returns which of its lanes goes on with what which has read; empty where each keeps its own.
   */
  int[] rows() {
    return new int[0];
  }

  /** Returns the tokens that its lanes read next. */
  abstract int[] tokens();

  /**
   * Takes what a step said.
   *
   * @param mine its lanes
   * @return whether it goes on
   */
  abstract boolean take(TextLanes lanes, int[] mine);

  /** Says that it comes to no end. */
  abstract void fail(Refusal why);

  /** Says that nobody waits for it any more. */
  void cancel() {
    cancelled = true;
  }

  boolean isCancelled() {
    return cancelled;
  }
}
