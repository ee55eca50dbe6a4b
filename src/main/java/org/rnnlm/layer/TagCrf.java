package org.rnnlm.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * A linear-chain CRF over nOut tags, [batch, nIn, time] to the scores of each step, [batch, nOut,
 * time], and the negative log-probability of whole sentences' tags: see {@link LinearChain}. Labels
 * are ids [batch, 1, time]; a mask over them, [batch, time], pads on the right.
 *
 * <p>Parameters {@code W} [nIn, nOut] and {@code b} [nOut] give the scores of words, {@code T}
 * [nOut + 2, nOut] those of a tag behind each tag, behind the start and before the end.
 */
public final class TagCrf extends BaseOutputLayer {
  private static final long serialVersionUID = 1L;

  /** Makes a layer for JSON to fill in. */
  TagCrf() {}

  private TagCrf(Builder builder) {
    super(builder);
    this.activationFn = new ActivationSoftmax(); // as DL4J wants them; the layer has its own
    this.lossFn = new LossSparseMCXENT();
    initializeConstraints(builder);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parametersView,
      boolean initialize,
      DataType dataType) {
    LayerValidation.assertNInNOutSet("TagCrf", getLayerName(), index, getNIn(), getNOut());
    if (getWeightNoise() != null || !hasBias()) {
      throw new IllegalArgumentException(
          "layer " + index + ": TagCrf has no weight noise, and always has a bias");
    }
    return Instances.complete(
        new TagCrfRuntime(configuration, dataType),
        initializer(),
        configuration,
        listeners,
        index,
        parametersView,
        initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return TagCrfParameters.INSTANCE;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return InputType.recurrent(nOut);
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
    return other instanceof TagCrf && super.equals(other);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof TagCrf;
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /** Builds a {@link TagCrf}. */
  @SuppressWarnings("unchecked") // the parent's build() promises any type
  public static final class Builder extends BaseOutputLayer.Builder<Builder> {
    @Override
    public TagCrf build() {
      return new TagCrf(this);
    }
  }
}
