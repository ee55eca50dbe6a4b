package org.rnnlm.layer;

import java.util.ArrayList;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two {@link Recurrent} layers over the same input (Schuster and Paliwal, IEEE Transactions on
 * Signal Processing 45, 1997): one reads it forwards, the other backwards, each sequence from its
 * own end. [batch, nIn, time] to [batch, nOut, time], the forward one's output in the first half.
 *
 * <p>Parameters are those of the forward layer, named with an {@code f} before, then those of the
 * backward one with a {@code b}. A mask may only pad on the right. It carries no state: it begins
 * with zeros at both ends of whatever it is given.
 */
public final class BidirectionalRecurrent extends CellLayer {
  private static final long serialVersionUID = 1L;

  /** Makes a layer for JSON to fill in. */
  BidirectionalRecurrent() {}

  private BidirectionalRecurrent(Builder builder) {
    super(builder);
    this.nIn = builder.direction.getNIn();
    this.nOut = 2 * builder.direction.getNOut();
    this.iDropout = builder.direction.getIDropout();
  }

  /**
   * @param direction one of the two, which are alike; nOut is twice its
   */
  public static BidirectionalRecurrent of(Recurrent direction) {
    return new Builder(direction).build();
  }

  @Override
  long units() {
    if (nOut % 2 != 0) {
      throw new IllegalArgumentException(
          "a bidirectional layer has two halves, and cannot have " + nOut + " outputs");
    }
    return nOut / 2;
  }

  /** Returns the configuration of one of the two layers. */
  static NeuralNetConfiguration direction(NeuralNetConfiguration configuration) {
    NeuralNetConfiguration direction = configuration.clone();
    direction.setLayer(((BidirectionalRecurrent) configuration.getLayer()).part());
    direction.setVariables(new ArrayList<>());
    return direction;
  }

  @Override
  BidirectionalRuntime runtime(NeuralNetConfiguration configuration, DataType dataType) {
    return new BidirectionalRuntime(configuration, dataType);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parametersView,
      boolean initialize,
      DataType dataType) {
    BidirectionalRuntime layer =
        (BidirectionalRuntime)
            super.instantiate(
                configuration, listeners, index, parametersView, initialize, dataType);
    layer.makeDirections(index, dataType);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return PairedParameters.OF_DIRECTIONS;
  }

  @SuppressWarnings("unchecked") // the parent's build() promises any type
  private static final class Builder extends CellLayer.Builder<Builder> {
    private final Recurrent direction;

    Builder(Recurrent direction) {
      super(direction.cell());
      this.direction = direction;
      forgetGateBias(direction.forgetGateBias());
      recurrentDropout(direction.recurrentDropout());
      weightDrop(direction.weightDrop());
      heads(direction.heads());
    }

    @Override
    public BidirectionalRecurrent build() {
      return new BidirectionalRecurrent(this);
    }
  }
}
