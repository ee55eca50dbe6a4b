package org.rnnlm.train;

/**
 * What a worker trains in one step.
 *
 * @param size sequences that it trains side by side
 * @param window steps after which back-propagation through time is truncated, the state carried on
 *     along the sequence; 0 to train sequences whole
 */
public record BatchSpec(int size, int window) {
  public BatchSpec {
    AtLeastOne.require("batch size", size);
    if (window < 0) {
      throw new IllegalArgumentException(
          "window is " + window + ", it must be at least 0 (0: whole sequences)");
    }
  }

  /** Returns batches of whole sequences. */
  public static BatchSpec whole(int size) {
    return new BatchSpec(size, 0);
  }
}
