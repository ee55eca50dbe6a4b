package org.rnnlm.layer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.rnnlm.kernel.Cell;

/**
 * Two {@link Recurrent} layers over the same input (Schuster and Paliwal, IEEE Transactions on
 * Signal Processing 45, 1997): one reads it forwards, the other backwards, each sequence from its
 * own end. [batch, nIn, time] to [batch, nOut, time], the forward one's output in the first half.
 *
 * <p>Parameters are those of the forward layer, named with an {@code f} before, then those of the
 * backward one with a {@code b}. A mask may only pad on the right. It carries no state: it begins
 * with zeros at both ends of whatever it is given.
 */
public final class BidirectionalRecurrent extends BaseRecurrentLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private Cell cell;
  @JsonProperty private double forgetGateBias;
  @JsonProperty private double recurrentDropout;

  /** Makes a layer for JSON to fill in. */
  BidirectionalRecurrent() {}

  private BidirectionalRecurrent(Builder builder) {
    super(builder);
    Recurrent direction = builder.direction;
    this.cell = direction.cell();
    this.forgetGateBias = direction.forgetGateBias();
    this.recurrentDropout = direction.recurrentDropout();
    this.nIn = direction.getNIn();
    this.nOut = 2 * direction.getNOut();
    this.iDropout = direction.getIDropout();
    this.activationFn = new ActivationTanH();
    initializeConstraints(builder);
  }

  /**
   * @param direction one of the two, which are alike; nOut is twice its
   */
  public static BidirectionalRecurrent of(Recurrent direction) {
    return new Builder(direction).build();
  }

  /** Returns the cell of both directions. */
  public Cell cell() {
    return cell;
  }

  /** Returns one of the two layers, set as this one is. */
  Recurrent direction() {
    if (nOut % 2 != 0) {
      throw new IllegalArgumentException(
          "a bidirectional layer has two halves, and cannot have " + nOut + " outputs");
    }
    Recurrent direction =
        new Recurrent.Builder(cell)
            .forgetGateBias(forgetGateBias)
            .recurrentDropout(recurrentDropout)
            .nIn(nIn)
            .nOut(nOut / 2)
            .build();
    direction.setWeightInitFn(getWeightInitFn());
    direction.setWeightInitFnRecurrent(getWeightInitFnRecurrent());
    direction.setBiasInit(getBiasInit());
    direction.setIDropout(getIDropout());
    direction.setIUpdater(getIUpdater());
    direction.setLayerName(getLayerName());
    return direction;
  }

  /** Returns the configuration of one of the two layers. */
  static NeuralNetConfiguration direction(NeuralNetConfiguration configuration) {
    NeuralNetConfiguration direction = configuration.clone();
    direction.setLayer(((BidirectionalRecurrent) configuration.getLayer()).direction());
    direction.setVariables(new ArrayList<>());
    return direction;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parametersView,
      boolean initialize,
      DataType dataType) {
    LayerValidation.assertNInNOutSet(
        "BidirectionalRecurrent", getLayerName(), index, getNIn(), getNOut());
    if (getWeightNoise() != null) {
      throw new IllegalArgumentException(
          "layer " + index + ": BidirectionalRecurrent has no weight noise");
    }
    BidirectionalRuntime layer = new BidirectionalRuntime(configuration, dataType);
    Instances.complete(
        layer, initializer(), configuration, listeners, index, parametersView, initialize);
    layer.makeDirections(index, dataType);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return BidirectionalParameters.INSTANCE;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    InputType output = getOutputType(-1, input);
    long parameters = initializer().numParams(this);
    long kept = output.arrayElementsPerExample() * (cell.gates() + 4L);
    return new LayerMemoryReport.Builder(layerName, BidirectionalRecurrent.class, input, output)
        .standardMemory(parameters, getIUpdater().stateSize(parameters))
        .workingMemory(0, 0, parameters, kept)
        .cacheMemory(0, 0)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BidirectionalRecurrent that
        && super.equals(that)
        && cell == that.cell
        && forgetGateBias == that.forgetGateBias
        && recurrentDropout == that.recurrentDropout;
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof BidirectionalRecurrent;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), cell, forgetGateBias, recurrentDropout);
  }

  @SuppressWarnings("unchecked") // the parent's build() promises any type
  private static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    private final Recurrent direction;

    Builder(Recurrent direction) {
      this.direction = direction;
    }

    @Override
    public BidirectionalRecurrent build() {
      return new BidirectionalRecurrent(this);
    }
  }
}
