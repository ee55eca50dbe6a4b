package org.rnnlm.model;

import java.io.Serializable;
import java.util.Objects;

/**
 * This says what each recurrent layer of a model stands in.
 *
 * @param kind of block
 * @param feedForwardSize units between the two layers of a residual block's feed-forward part; 0
 *     for twice as many as the block is wide
 */
public record BlockSpec(Block kind, int feedForwardSize) implements Serializable {
  public static final BlockSpec PLAIN = new BlockSpec(Block.PLAIN, 0);

  /** A residual block with a feed-forward part of the usual size. */
  public static final BlockSpec RESIDUAL = new BlockSpec(Block.RESIDUAL, 0);

  public BlockSpec {
    Objects.requireNonNull(kind, "kind");
    Checks.require(feedForwardSize >= 0, "feed-forward size", feedForwardSize, "at least 0");
    if (kind == Block.PLAIN && feedForwardSize > 0) {
      throw new IllegalArgumentException(
          "a feed-forward part is one of residual blocks; set model.block = residual, or"
              + " model.feed-forward-size = 0");
    }
  }

  public boolean residual() {
    return kind == Block.RESIDUAL;
  }

  /** Returns the units between a feed-forward part's layers, in blocks of a width. */
  public int feedForwardSize(int width) {
    return feedForwardSize == 0 ? Math.multiplyExact(2, width) : feedForwardSize;
  }
}
