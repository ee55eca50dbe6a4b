package org.rnnlm.layer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.rnnlm.kernel.Cell;

/**
 * A recurrent layer and a feed-forward part, each of which adds to a stream what it makes of the
 * stream's normalized values: [batch, nIn, time] to [batch, nOut, time].
 *
 * <pre>
 * s = x + R(N(x))       R a {@link Recurrent} or a {@link BidirectionalRecurrent}
 * y = s + F(N(s))       F a {@link org.rnnlm.kernel.FeedForward}
 * </pre>
 *
 * N is {@link org.rnnlm.kernel.RmsNormalization}, with a gain for each place: before the parts and
 * not behind them, as Xiong et al., arXiv 2002.04745, find that deep stacks train best. The last of
 * several blocks normalizes what it gives. A block that begins the stream, since what comes is of
 * another width or one-hot, is s = R(x) in its first half. Dropout is that of what the parts read.
 */
public final class ResidualBlock extends CellLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private boolean bidirectional;
  @JsonProperty private boolean beginsStream;
  @JsonProperty private boolean last;
  @JsonProperty private long feedForwardSize;

  /** Makes a block for JSON to fill in. */
  ResidualBlock() {}

  private ResidualBlock(Builder builder) {
    super(builder);
    this.bidirectional = builder.bidirectional;
    this.beginsStream = builder.beginsStream;
    this.last = builder.last;
    this.feedForwardSize = builder.feedForwardSize;
  }

  public boolean bidirectional() {
    return bidirectional;
  }

  /** Returns whether what comes is not added to what goes on. */
  boolean beginsStream() {
    return beginsStream;
  }

  /** Returns whether what it gives is normalized. */
  boolean last() {
    return last;
  }

  /** Returns the width between the two layers of the feed-forward part. */
  long feedForwardSize() {
    return feedForwardSize;
  }

  @Override
  long units() {
    return bidirectional ? nOut / 2 : nOut;
  }

  /** Returns its recurrent layer; one that begins the stream has nothing of its input dropped. */
  CellLayer recurrent() {
    Recurrent part = part();
    if (beginsStream) {
      part.setIDropout(null);
    }
    return bidirectional ? alike(BidirectionalRecurrent.of(part)) : part;
  }

  /** Returns the configuration of its recurrent layer. */
  static NeuralNetConfiguration recurrent(NeuralNetConfiguration configuration) {
    NeuralNetConfiguration recurrent = configuration.clone();
    recurrent.setLayer(((ResidualBlock) configuration.getLayer()).recurrent());
    recurrent.setVariables(new ArrayList<>());
    return recurrent;
  }

  @Override
  ResidualRuntime runtime(NeuralNetConfiguration configuration, DataType dataType) {
    return new ResidualRuntime(configuration, dataType);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parametersView,
      boolean initialize,
      DataType dataType) {
    ResidualRuntime block =
        (ResidualRuntime)
            super.instantiate(
                configuration, listeners, index, parametersView, initialize, dataType);
    block.makeRecurrent(index, dataType);
    return block;
  }

  @Override
  public ParamInitializer initializer() {
    return ResidualParameters.INSTANCE;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof ResidualBlock that
        && bidirectional == that.bidirectional
        && beginsStream == that.beginsStream
        && last == that.last
        && feedForwardSize == that.feedForwardSize;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), bidirectional, beginsStream, last, feedForwardSize);
  }

  /** Builds a {@link ResidualBlock}. */
  @SuppressWarnings("unchecked") // the parent's build() promises any type
  public static final class Builder extends CellLayer.Builder<Builder> {
    private final long feedForwardSize;
    private boolean bidirectional;
    private boolean beginsStream;
    private boolean last;

    /**
     * @param feedForwardSize width between the two layers of the feed-forward part
     */
    public Builder(Cell cell, int feedForwardSize) {
      super(cell);
      this.feedForwardSize = feedForwardSize;
    }

    /** Lets its recurrent layer read in both directions, with half of nOut units each. */
    public Builder bidirectional() {
      this.bidirectional = true;
      return this;
    }

    /** Makes it the first: what comes is not added to what goes on, nor normalized. */
    public Builder beginsStream() {
      this.beginsStream = true;
      return this;
    }

    /** Makes it the last: what it gives is normalized. */
    public Builder last() {
      this.last = true;
      return this;
    }

    @Override
    public ResidualBlock build() {
      return new ResidualBlock(this);
    }
  }
}
