package org.rnnlm.model;

import java.io.Serializable;
import java.util.List;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.TokenSequence;

/**
 * How many steps a batch of sequences is given. A network has native kernels for each shape that it
 * computes, and makes them anew for a shape that has not come for a while; so where sequences
 * differ in length batches are padded to one of a few numbers of steps.
 *
 * @param multiple of which the steps are; 1 for those of the longest sequence
 * @param most steps that there are, where the multiple would be more
 */
public record Padding(int multiple, int most) implements Serializable {
  private static final int BUCKET = 8;

  /** To the longest sequence of a batch. */
  public static final Padding NONE = new Padding(1, Integer.MAX_VALUE);

  public Padding {
    if (multiple < 1 || most < 1) {
      throw new IllegalArgumentException(
          "padding to a multiple of %d, at most %d".formatted(multiple, most));
    }
  }

  /**
   * For the sequences of a shard set. A stream's are all full but for the last one, so none.
   *
   * @param window steps after which back-propagation is truncated: whole windows have one shape; 0
   *     for whole sequences
   */
  public static Padding of(SequenceSpec sequences, int window) {
    if (sequences.mode() == SequenceMode.STREAM) {
      return NONE;
    }
    return window > 0 && window < sequences.length()
        ? new Padding(window, Integer.MAX_VALUE)
        : new Padding(BUCKET, sequences.length());
  }

  /** The steps of a batch with that many targets in its longest sequence. */
  public int steps(int longest) {
    int whole = Math.multiplyExact((longest + multiple - 1) / multiple, multiple);
    return Math.max(longest, Math.min(whole, most));
  }

  /** The steps of a batch. */
  public int steps(List<TokenSequence> batch) {
    return steps(batch.stream().mapToInt(TokenSequence::targets).max().orElseThrow());
  }
}
