package org.rnnlm.layer;

import org.rnnlm.kernel.AdamRows;

/**
 * The vectors of an embedding, whose optimizer steps wait for those who read them.
 *
 * @param from index of the first of its values among a network's
 * @param width of a vector
 */
record WaitingTable(AdamRows rows, long from, int count, int width) {
  /** Returns the index of the first value behind it. */
  long end() {
    return from + (long) count * width;
  }
}
