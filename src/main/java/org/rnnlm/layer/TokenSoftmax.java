package org.rnnlm.layer;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.rnnlm.kernel.SoftmaxClusters;

/**
 * The distribution over nOut tokens or classes at every step, [batch, nIn, time] to [batch, nOut,
 * time], and its cross entropy; or of one vector a sequence, [batch, nIn] to [batch, nOut]. Labels
 * are ids [batch, 1, time]; a mask over them, [batch, time], leaves steps out. In training no array
 * over the whole vocabulary and all steps is made.
 *
 * <p>Parameters {@code W} [nIn, nOut] and {@code b} [nOut] are those of DL4J's RnnOutputLayer. With
 * cutoffs it is an adaptive softmax, whose parameters are those of {@link AdaptiveParameters}.
 */
public final class TokenSoftmax extends BaseOutputLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private int[] cutoffs = {}; // an array, since Spark's Kryo cannot make a list that stays

  /** Makes a layer for JSON to fill in. */
  TokenSoftmax() {}

  private TokenSoftmax(Builder builder) {
    super(builder);
    this.cutoffs = builder.cutoffs.clone();
    this.activationFn = new ActivationSoftmax();
    this.lossFn = new LossSparseMCXENT();
    initializeConstraints(builder);
  }

  /** Returns the clusters that the vocabulary is divided into, if it is. */
  Optional<SoftmaxClusters> clusters() {
    return cutoffs.length == 0
        ? Optional.empty()
        : Optional.of(
            new SoftmaxClusters(
                Math.toIntExact(nIn),
                Math.toIntExact(nOut),
                Arrays.stream(cutoffs).boxed().toList()));
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parametersView,
      boolean initialize,
      DataType dataType) {
    LayerValidation.assertNInNOutSet("TokenSoftmax", getLayerName(), index, getNIn(), getNOut());
    if (getWeightNoise() != null || !hasBias()) {
      throw new IllegalArgumentException(
          "layer " + index + ": TokenSoftmax has no weight noise, and always has a bias");
    }
    return Instances.complete(
        new TokenSoftmaxRuntime(configuration, dataType),
        initializer(),
        configuration,
        listeners,
        index,
        parametersView,
        initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return cutoffs.length == 0
        ? DefaultParamInitializer.getInstance()
        : AdaptiveParameters.INSTANCE;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return input instanceof InputType.InputTypeFeedForward
        ? InputType.feedForward(nOut) // a prediction a sequence
        : InputType.recurrent(nOut);
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    if (input instanceof InputType.InputTypeRecurrent recurrent && (nIn <= 0 || override)) {
      nIn = recurrent.getSize();
    }
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenSoftmax that
        && super.equals(that)
        && Arrays.equals(cutoffs, that.cutoffs);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof TokenSoftmax;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), Arrays.hashCode(cutoffs));
  }

  /** Builds a {@link TokenSoftmax}. */
  @SuppressWarnings("unchecked") // the parent's build() promises any type
  public static final class Builder extends BaseOutputLayer.Builder<Builder> {
    private int[] cutoffs = {};

    /**
     * Divides the vocabulary into clusters.
     *
     * @param ids at which clusters begin, rising; none for one softmax over all, if not set
     */
    public Builder cutoffs(List<Integer> ids) {
      this.cutoffs = ids.stream().mapToInt(Integer::intValue).toArray();
      return this;
    }

    @Override
    public TokenSoftmax build() {
      return new TokenSoftmax(this);
    }
  }
}
