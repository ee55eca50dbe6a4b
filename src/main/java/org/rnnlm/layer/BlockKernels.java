package org.rnnlm.layer;

import org.rnnlm.kernel.FeedForward;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.kernel.RmsNormalization;

/**
 * The kernels of a {@link ResidualBlock} beside those of its recurrent layer, for one shape.
 *
 * @param first normalizes what the recurrent layer reads
 * @param second normalizes what the feed-forward part reads
 * @param feedForward that part
 * @param last normalizes what the block gives, if it is the last
 */
record BlockKernels(
    RmsNormalization first, RmsNormalization second, FeedForward feedForward, RmsNormalization last)
    implements AutoCloseable {

  /**
   * A shape says what kernels are made for.
   *
   * @param steps of each sequence
   * @param batch sequences side by side
   * @param input width of what comes
   * @param width of what goes
   * @param inner width between the layers of the feed-forward part
   */
  record Shape(int steps, int batch, int input, int width, int inner) {}

  static BlockKernels of(Shape shape, Kernels kernels) {
    return new BlockKernels(
        new RmsNormalization(shape.steps(), shape.batch(), shape.input()),
        new RmsNormalization(shape.steps(), shape.batch(), shape.width()),
        kernels.feedForward(
            Math.multiplyExact(shape.steps(), shape.batch()), shape.width(), shape.inner()),
        new RmsNormalization(shape.steps(), shape.batch(), shape.width()));
  }

  @Override
  public void close() {
    feedForward.close();
  }
}
