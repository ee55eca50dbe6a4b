package org.rnnlm.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a worker trains in one step.
 *
 * @param size sequences that it trains side by side
 * @param accumulated how many times as many make a step: their gradients are gathered part after
 *     part, and the step is that of a batch of all, in the memory of one part
 * @param windows steps after which back-propagation through time is truncated, the state carried on
 *     along the sequence
 */
public record BatchSpec(int size, int accumulated, WindowLengths windows) implements Serializable {
  public BatchSpec {
    AtLeastOne.require("batch size", size);
    AtLeastOne.require("number of batches that make a step", accumulated);
    if ((long) size * accumulated > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a step of " + accumulated + " batches of " + size + " has too many sequences");
    }
    Objects.requireNonNull(windows, "windows");
    if (windows.base() > 0 && accumulated > 1) {
      throw new IllegalArgumentException(
          "each window of a batch is a step of its own; set train.window = 0, or"
              + " train.accumulate-batches = 1");
    }
  }

  /** Makes a step of each batch, or of each window of it. */
  public BatchSpec(int size, WindowLengths windows) {
    this(size, 1, windows);
  }

  /** Makes a step of each batch, or of each window of so many steps of it; 0 for whole ones. */
  public BatchSpec(int size, int window) {
    this(size, WindowLengths.constant(window));
  }

  /** Returns batches of whole sequences. */
  public static BatchSpec whole(int size) {
    return new BatchSpec(size, 0);
  }

  /** Returns steps of so many of these batches. */
  public BatchSpec accumulating(int batches) {
    return new BatchSpec(size, batches, windows);
  }

  /** Returns the steps of a window, about which they may vary; 0 if sequences are trained whole. */
  int window() {
    return windows.base();
  }

  /** Returns how many sequences a step is of. */
  public int stepSize() {
    return size * accumulated;
  }

  /** Returns the parts, in their order, that what a step is of is computed in. */
  <T> List<List<T>> parts(List<T> step) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < step.size(); from += size) {
      parts.add(step.subList(from, Math.min(from + size, step.size())));
    }
    return parts;
  }
}
