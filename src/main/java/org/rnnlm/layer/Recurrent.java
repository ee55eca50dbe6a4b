package org.rnnlm.layer;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.rnnlm.kernel.Cell;

/**
 * A recurrent layer of any {@link Cell}, with tanh and logistic gates: [batch, nIn, time] to
 * [batch, nOut, time].
 *
 * <p>Parameters {@code W}, {@code RW} and {@code b} have the shapes and the order of DL4J's own
 * LSTM, GravesLSTM and SimpleRnn, so the same values can be used there; a GRU's are [nIn, 3 nOut],
 * [nOut, 3 nOut] and [4 nOut]. With state carried, gradients are those of the window, which DL4J's
 * own layers get wrong.
 */
public final class Recurrent extends BaseRecurrentLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private Cell cell;
  @JsonProperty private double forgetGateBias;
  @JsonProperty private double recurrentDropout;

  /** Makes a layer for JSON to fill in. */
  Recurrent() {}

  private Recurrent(Builder builder) {
    super(builder);
    this.cell = builder.cell;
    this.forgetGateBias = builder.forgetGateBias;
    this.recurrentDropout = builder.recurrentDropout;
    this.activationFn = tanh(builder);
    initializeConstraints(builder);
  }

  private static IActivation tanh(Builder builder) {
    IActivation asked = builder.getActivationFn();
    if (asked != null && !(asked instanceof ActivationTanH)) {
      throw new IllegalArgumentException(
          "a Recurrent layer's activation is tanh, and cannot be " + asked);
    }
    return new ActivationTanH();
  }

  public Cell cell() {
    return cell;
  }

  double forgetGateBias() {
    return forgetGateBias;
  }

  /** Share of recurrent connections dropped while training. */
  double recurrentDropout() {
    return recurrentDropout;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parametersView,
      boolean initialize,
      DataType dataType) {
    LayerValidation.assertNInNOutSet("Recurrent", getLayerName(), index, getNIn(), getNOut());
    if (getWeightNoise() != null || getRnnDataFormat() == RNNFormat.NWC) {
      throw new IllegalArgumentException(
          "layer " + index + ": Recurrent has no weight noise, and takes [batch, size, time] only");
    }
    return Instances.complete(
        new RecurrentRuntime(configuration, dataType),
        initializer(),
        configuration,
        listeners,
        index,
        parametersView,
        initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return RecurrentParameters.INSTANCE;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    InputType output = getOutputType(-1, input);
    long parameters = initializer().numParams(this);
    long kept = output.arrayElementsPerExample() * (cell.gates() + 3L);
    return new LayerMemoryReport.Builder(layerName, Recurrent.class, input, output)
        .standardMemory(parameters, getIUpdater().stateSize(parameters))
        .workingMemory(0, 0, parameters, kept)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Recurrent that
        && super.equals(that)
        && cell == that.cell
        && forgetGateBias == that.forgetGateBias
        && recurrentDropout == that.recurrentDropout;
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof Recurrent;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), cell, forgetGateBias, recurrentDropout);
  }

  /** Builds a {@link Recurrent}. */
  @SuppressWarnings("unchecked") // the parent's build() promises any type
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    private final Cell cell;
    private double forgetGateBias = 1;
    private double recurrentDropout;

    public Builder(Cell cell) {
      this.cell = Objects.requireNonNull(cell, "cell");
    }

    /** Returns what an LSTM's forget gates start from; 1, which keeps them open, if not set. */
    public Builder forgetGateBias(double bias) {
      this.forgetGateBias = bias;
      return this;
    }

    /**
     * Drops hidden states from the recurrent products while training, the same ones in all steps of
     * a sequence (Gal and Ghahramani, arXiv 1512.05287). Computed step by step, so more slowly.
     *
     * @param share that is dropped, in [0, 1); 0 if not set
     */
    public Builder recurrentDropout(double share) {
      if (!(share >= 0 && share < 1)) {
        throw new IllegalArgumentException(
            "recurrent dropout is " + share + ", it must be at least 0 and below 1");
      }
      this.recurrentDropout = share;
      return this;
    }

    @Override
    public Recurrent build() {
      return new Recurrent(this);
    }
  }
}
