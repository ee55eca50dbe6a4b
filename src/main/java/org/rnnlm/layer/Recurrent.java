package org.rnnlm.layer;

import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.rnnlm.kernel.Cell;

/**
 * A recurrent layer of any {@link Cell}: [batch, nIn, time] to [batch, nOut, time].
 *
 * <p>Parameters {@code W}, {@code RW} and {@code b} have the shapes and the order of DL4J's own
 * LSTM, GravesLSTM and SimpleRnn, so the same values can be used there; a GRU's are [nIn, 3 nOut],
 * [nOut, 3 nOut] and [4 nOut]. Cells that do not wait for the step before have no {@code RW}, and a
 * QRNN's {@code W} is [2 nIn, 3 nOut]; an sLSTM's are [nIn, 4 nOut], [nOut / heads, 4 nOut] and [5
 * nOut], columns head by head. With state carried, gradients are those of the window, which DL4J's
 * own layers get wrong.
 */
public final class Recurrent extends CellLayer {
  private static final long serialVersionUID = 1L;

  /** Makes a layer for JSON to fill in. */
  Recurrent() {}

  private Recurrent(Builder builder) {
    super(builder);
  }

  @Override
  RecurrentRuntime runtime(NeuralNetConfiguration configuration, DataType dataType) {
    return new RecurrentRuntime(configuration, dataType);
  }

  @Override
  public ParamInitializer initializer() {
    return RecurrentParameters.INSTANCE;
  }

  /** Builds a {@link Recurrent}. */
  @SuppressWarnings("unchecked") // the parent's build() promises any type
  public static final class Builder extends CellLayer.Builder<Builder> {
    public Builder(Cell cell) {
      super(cell);
    }

    @Override
    public Recurrent build() {
      return new Recurrent(this);
    }
  }
}
