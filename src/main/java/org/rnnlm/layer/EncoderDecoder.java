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
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.rnnlm.kernel.Cell;

/**
 * A layer of an encoder and the layer of its decoder that stands beside it, as one: of a sequence's
 * steps the first are read by the encoder, the rest by the decoder, whose state begins as the
 * encoder's ended (Sutskever et al., arXiv 1409.3215; Cho et al., arXiv 1406.1078). Stacked, such
 * layers are a deep encoder and a deep decoder, each layer's final state handed over.
 *
 * <p>A mask over the features says which steps the encoder reads: 1 for those, 0 for the decoder's,
 * [batch, time]. All sequences of a batch have the same number of them, so that none is padded
 * between source and target. [batch, nIn, time] becomes [batch, nOut, time]; of the last of several
 * layers only the decoder's steps come out. In {@code rnnTimeStep} a mask begins a new pair, and
 * without one the decoder goes on.
 *
 * <p>The encoder's parameters are those of a {@link Recurrent}, named {@code encoderW}, {@code
 * encoderRW} and {@code encoderb}, and behind them the decoder's, {@code decoderW} and so on.
 */
public final class EncoderDecoder extends BaseRecurrentLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private Cell cell;
  @JsonProperty private double forgetGateBias;
  @JsonProperty private double recurrentDropout;
  @JsonProperty private boolean last;

  /** Makes a layer for JSON to fill in. */
  EncoderDecoder() {}

  private EncoderDecoder(Builder builder) {
    super(builder);
    this.cell = builder.cell;
    this.forgetGateBias = builder.forgetGateBias;
    this.recurrentDropout = builder.recurrentDropout;
    this.last = builder.last;
    this.activationFn = new ActivationTanH();
    initializeConstraints(builder);
  }

  Cell cell() {
    return cell;
  }

  /** Share of recurrent connections dropped while training. */
  double recurrentDropout() {
    return recurrentDropout;
  }

  /** Returns whether only the decoder's steps come out. */
  boolean last() {
    return last;
  }

  /**
   * Returns the encoder, or the decoder, as a layer of its own: its parameters' shapes and first
   * values.
   */
  Recurrent half() {
    Recurrent half =
        new Recurrent.Builder(cell).forgetGateBias(forgetGateBias).nIn(nIn).nOut(nOut).build();
    half.setWeightInitFn(weightInitFn);
    half.setWeightInitFnRecurrent(weightInitFnRecurrent);
    half.setBiasInit(biasInit);
    return half;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parametersView,
      boolean initialize,
      DataType dataType) {
    LayerValidation.assertNInNOutSet("EncoderDecoder", getLayerName(), index, getNIn(), getNOut());
    if (getWeightNoise() != null || getRnnDataFormat() == RNNFormat.NWC) {
      throw new IllegalArgumentException(
          "layer "
              + index
              + ": EncoderDecoder has no weight noise, and takes [batch, size, time] only");
    }
    return Instances.complete(
        new EncoderDecoderRuntime(configuration, dataType),
        initializer(),
        configuration,
        listeners,
        index,
        parametersView,
        initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return EncoderDecoderParameters.INSTANCE;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    InputType output = getOutputType(-1, input);
    long parameters = initializer().numParams(this);
    long kept = output.arrayElementsPerExample() * (cell.gates() + 3L);
    return new LayerMemoryReport.Builder(layerName, EncoderDecoder.class, input, output)
        .standardMemory(parameters, getIUpdater().stateSize(parameters))
        .workingMemory(0, 0, parameters, kept)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncoderDecoder that
        && super.equals(that)
        && cell == that.cell
        && forgetGateBias == that.forgetGateBias
        && recurrentDropout == that.recurrentDropout
        && last == that.last;
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof EncoderDecoder;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), cell, forgetGateBias, recurrentDropout, last);
  }

  /** Builds an {@link EncoderDecoder}. */
  @SuppressWarnings("unchecked") // the parent's build() promises any type
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    private final Cell cell;
    private double forgetGateBias = 1;
    private double recurrentDropout;
    private boolean last;

    public Builder(Cell cell) {
      this.cell = Objects.requireNonNull(cell, "cell");
    }

    /** Returns what an LSTM's forget gates start from; 1, which keeps them open, if not set. */
    public Builder forgetGateBias(double bias) {
      this.forgetGateBias = bias;
      return this;
    }

    /**
     * Drops hidden states from the recurrent products while training, as {@link
     * Recurrent.Builder#recurrentDropout} does; encoder and decoder draw each for themselves.
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

    /** Makes it the last of several: only the decoder's steps come out. */
    public Builder last() {
      this.last = true;
      return this;
    }

    @Override
    public EncoderDecoder build() {
      return new EncoderDecoder(this);
    }
  }
}
