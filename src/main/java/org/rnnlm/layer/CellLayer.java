package org.rnnlm.layer;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.rnnlm.kernel.Cell;

/** What all layers are alike in that are made of a {@link Cell}. */
abstract class CellLayer extends BaseRecurrentLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private Cell cell;
  @JsonProperty private double forgetGateBias;
  @JsonProperty private double recurrentDropout;
  @JsonProperty private double weightDrop;

  @JsonProperty
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  private int heads; // 0 in layers of an earlier version, and of cells that have none

  /** Makes a layer for JSON to fill in. */
  CellLayer() {}

  CellLayer(Builder<?> builder) {
    super(builder);
    this.cell = builder.cell;
    this.forgetGateBias = builder.forgetGateBias;
    this.recurrentDropout = builder.recurrentDropout;
    this.weightDrop = builder.weightDrop;
    this.heads = builder.heads == 1 ? 0 : builder.heads;
    if ((recurrentDropout > 0 || weightDrop > 0) && !cell.waits()) {
      throw new IllegalArgumentException(
          "a "
              + cell.title()
              + " has no recurrent connections that dropout could drop; set recurrent dropout"
              + " and weight drop to 0");
    }
    if (heads() > 1 && !cell.hasHeads()) {
      throw new IllegalArgumentException("a " + cell.title() + " has no heads");
    }
    this.activationFn = tanh(builder.getActivationFn());
    initializeConstraints(builder);
  }

  private IActivation tanh(IActivation asked) {
    if (asked != null && !(asked instanceof ActivationTanH)) {
      throw new IllegalArgumentException(
          "a " + name() + " layer's activation is tanh, and cannot be " + asked);
    }
    return new ActivationTanH();
  }

  private String name() {
    return getClass().getSimpleName();
  }

  public final Cell cell() {
    return cell;
  }

  /** Returns what a forget gate's bias starts from. */
  final double forgetGateBias() {
    return forgetGateBias;
  }

  /** Returns the share of recurrent connections dropped while training. */
  final double recurrentDropout() {
    return recurrentDropout;
  }

  /** Returns the share of recurrent weights dropped while training. */
  final double weightDrop() {
    return weightDrop;
  }

  /** Returns how many heads its units stand in, or those of each of its two parts. */
  final int heads() {
    return Math.max(1, heads);
  }

  /** Returns how many units the layer has, or each of its two parts. */
  long units() {
    return nOut;
  }

  /** Returns what it is made of, or each of its two parts, as a layer set as this one is. */
  final Recurrent part() {
    Recurrent part =
        new Recurrent.Builder(cell)
            .forgetGateBias(forgetGateBias)
            .recurrentDropout(recurrentDropout)
            .weightDrop(weightDrop)
            .heads(heads())
            .nIn(nIn)
            .nOut(units())
            .build();
    part.setIDropout(iDropout);
    return alike(part);
  }

  /** Returns a layer within this one, set as this one is. */
  final <L extends CellLayer> L alike(L within) {
    within.setWeightInitFn(weightInitFn);
    within.setWeightInitFnRecurrent(weightInitFnRecurrent);
    within.setBiasInit(biasInit);
    within.setIUpdater(iUpdater);
    within.setLayerName(layerName);
    return within;
  }

  /** Returns what computes the layer, without its parameters yet. */
  abstract org.deeplearning4j.nn.layers.BaseLayer<?> runtime(
      NeuralNetConfiguration configuration, DataType dataType);

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parametersView,
      boolean initialize,
      DataType dataType) {
    LayerValidation.assertNInNOutSet(name(), getLayerName(), index, getNIn(), getNOut());
    if (getWeightNoise() != null || getRnnDataFormat() == RNNFormat.NWC) {
      throw new IllegalArgumentException(
          "layer "
              + index
              + ": "
              + name()
              + " has no weight noise, and takes [batch, size, time] only");
    }
    return Instances.complete(
        runtime(configuration, dataType),
        initializer(),
        configuration,
        listeners,
        index,
        parametersView,
        initialize);
  }

  @Override
  public final LayerMemoryReport getMemoryReport(InputType input) {
    long outputs = getOutputType(-1, input).arrayElementsPerExample();
    return Instances.memory(
        this, input, initializer().numParams(this), outputs * (cell.gates() + 3L));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CellLayer that
        && getClass() == that.getClass()
        && super.equals(that)
        && cell == that.cell
        && forgetGateBias == that.forgetGateBias
        && recurrentDropout == that.recurrentDropout
        && weightDrop == that.weightDrop
        && heads == that.heads;
  }

  @Override
  protected final boolean canEqual(Object other) {
    return other != null && getClass() == other.getClass();
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        super.hashCode(), cell, forgetGateBias, recurrentDropout, weightDrop, heads);
  }

  /**
   * Builds a layer of a cell.
   *
   * @param <T> the builder of one kind of layer
   */
  @SuppressWarnings("unchecked") // the parent's build() promises any type
  abstract static class Builder<T extends Builder<T>> extends BaseRecurrentLayer.Builder<T> {
    private final Cell cell;
    private double forgetGateBias = 1;
    private double recurrentDropout;
    private double weightDrop;
    private int heads = 1;

    Builder(Cell cell) {
      this.cell = Objects.requireNonNull(cell, "cell");
    }

    /** Sets what an LSTM's forget gates start from; 1, which keeps them open, if not set. */
    public final T forgetGateBias(double bias) {
      this.forgetGateBias = bias;
      return (T) this;
    }

    /**
     * Drops hidden states from the recurrent products while training, the same ones in all steps of
     * a sequence (Gal and Ghahramani, arXiv 1512.05287). Computed step by step, so more slowly. Two
     * parts of a layer draw each for themselves.
     *
     * @param share that is dropped, in [0, 1); 0 if not set
     */
    public final T recurrentDropout(double share) {
      requireShare("recurrent dropout", share);
      this.recurrentDropout = share;
      return (T) this;
    }

    /**
     * Drops recurrent weights while training, the same ones in all steps of a pass, as {@link
     * WeightDrop} does; two parts of a layer draw each for themselves.
     *
     * @param share that is dropped, in [0, 1); 0 if not set
     */
    public final T weightDrop(double share) {
      requireShare("weight drop", share);
      this.weightDrop = share;
      return (T) this;
    }

    /**
     * Sets how many heads the units stand in, which must be equally large; 1 if not set, and for
     * cells that have none.
     */
    public final T heads(int count) {
      this.heads = count;
      return (T) this;
    }

    private static void requireShare(String name, double share) {
      if (!(share >= 0 && share < 1)) {
        throw new IllegalArgumentException(
            name + " is " + share + ", it must be at least 0 and below 1");
      }
    }
  }
}
