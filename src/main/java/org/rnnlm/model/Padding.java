package org.rnnlm.model;

import java.io.Serializable;
import java.util.List;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.TokenSequence;

/**
 * How many steps a batch of sequences is given. Where sequences are trained window after window,
 * whole windows: else each batch would have a last window of a shape of its own, and a layer would
 * make its kernels anew for it. Whole sequences are not padded beyond the longest of a batch: in
 * batches of like length the kernels cost less than the padding would.
 *
 * @param multiple of which the steps are; 1 for those of the longest sequence
 */
public record Padding(int multiple) implements Serializable {
  /** Sequences are padded to the longest one of their batch. */
  public static final Padding NONE = new Padding(1);

  public Padding {
    if (multiple < 1) {
      throw new IllegalArgumentException("padding to a multiple of " + multiple);
    }
  }

  /**
   * For the sequences of a shard set. A stream's are all full but for the last one, so none.
   *
   * @param window steps after which back-propagation is truncated; 0 for whole sequences
   */
  public static Padding of(SequenceSpec sequences, int window) {
    boolean padded =
        sequences.mode() != SequenceMode.STREAM && window > 0 && window < sequences.length();
    return padded ? new Padding(window) : NONE;
  }

  /** Returns the steps of a batch with that many targets in its longest sequence. */
  public int steps(int longest) {
    return Math.multiplyExact((longest + multiple - 1) / multiple, multiple);
  }

  /** Returns the steps of a batch. */
  public int steps(List<TokenSequence> batch) {
    return steps(batch.stream().mapToInt(TokenSequence::targets).max().orElseThrow());
  }
}
