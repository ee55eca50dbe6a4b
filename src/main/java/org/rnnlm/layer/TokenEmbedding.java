package org.rnnlm.layer;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.EmptyParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Token ids [batch, 1, time] to vectors [batch, nOut, time], one vector a token of the vocabulary's
 * nIn. Its parameter {@code W} is [nIn, nOut], row by row.
 *
 * <p>Tied, it has no parameters of its own and reads the vectors from the columns of the network's
 * {@link TokenSoftmax} (Press and Wolf, arXiv 1608.05859; Inan et al., 1611.01462), whose input
 * must be as wide; {@link KernelLayers#prepare} must have been called for the network then.
 *
 * <p>With a {@link CharacterReader} it is given the characters of words beside their ids, as {@link
 * SpelledWords} has them, and what the reader makes of a word, as many values as it has filters,
 * stands behind the word's vector, which is narrower by as many. The reader has parameters of its
 * own: {@code C}, its characters' vectors [symbols, size], {@code F}, its filters [size, width,
 * filters], and {@code b}, their biases; they are trained even where the vectors are frozen, and
 * read the words that word dropout leaves out.
 *
 * <p>Frozen, its vectors have no gradient: Adam leaves them as they are bit for bit, and so does a
 * mean of equal ones that is taken in double precision.
 */
public final class TokenEmbedding extends FeedForwardLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private boolean tied;
  @JsonProperty private boolean frozen;
  @JsonProperty private double wordDropout;

  @JsonProperty
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private CharacterReader reader; // null of one that reads ids alone

  /** Makes a layer for JSON to fill in. */
  TokenEmbedding() {}

  private TokenEmbedding(Builder builder) {
    super(builder);
    this.tied = builder.tied;
    this.frozen = builder.frozen;
    this.wordDropout = builder.wordDropout;
    this.reader = builder.reader;
    this.activationFn = new ActivationIdentity();
    initializeConstraints(builder);
  }

  boolean tied() {
    return tied;
  }

  /** Returns how the characters of words are read; empty where ids alone are. */
  Optional<CharacterReader> reader() {
    return Optional.ofNullable(reader);
  }

  /** Returns whether it reads the characters of words beside their ids. */
  public boolean readsCharacters() {
    return reader != null;
  }

  /** Returns how wide tokens' own vectors are. */
  int vectorWidth() {
    return (int) nOut - (reader == null ? 0 : reader.filters());
  }

  boolean frozen() {
    return frozen;
  }

  /** Returns the share of the vocabulary's tokens whose vectors a training pass leaves out. */
  double wordDropout() {
    return wordDropout;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parametersView,
      boolean initialize,
      DataType dataType) {
    LayerValidation.assertNInNOutSet("TokenEmbedding", getLayerName(), index, getNIn(), getNOut());
    if (getWeightNoise() != null) {
      throw new IllegalArgumentException("layer " + index + ": TokenEmbedding has no weight noise");
    }
    return Instances.complete(
        new TokenEmbeddingRuntime(configuration, dataType),
        initializer(),
        configuration,
        listeners,
        index,
        parametersView,
        initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return tied ? EmptyParamInitializer.getInstance() : EmbeddingParameters.INSTANCE;
  }

  /** Frozen vectors do not decay. */
  @Override
  public List<Regularization> getRegularizationByParam(String name) {
    return frozen && name.equals(EmbeddingParameters.VECTORS)
        ? List.of()
        : super.getRegularizationByParam(name);
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return InputType.recurrent(nOut);
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    // the vocabulary's size does not follow from the shape of ids
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    return Instances.memory(this, input, initializer().numParams(this), 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenEmbedding that
        && super.equals(that)
        && tied == that.tied
        && frozen == that.frozen
        && wordDropout == that.wordDropout
        && Objects.equals(reader, that.reader);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof TokenEmbedding;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), tied, frozen, wordDropout, reader);
  }

  /** Builds a {@link TokenEmbedding}. */
  @SuppressWarnings("unchecked") // the parent's build() promises any type
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private boolean tied;
    private boolean frozen;
    private double wordDropout;
    private CharacterReader reader; // null of one that reads ids alone

    /**
     * Reads the characters of words too.
     *
     * @param characters how; its filters are part of {@code nOut}
     */
    public Builder reader(CharacterReader characters) {
      this.reader = characters;
      return this;
    }

    /**
     * Leaves out whole tokens of the vocabulary while training, each wherever a pass has it, and
     * scales up the vectors of the others (Gal and Ghahramani, arXiv 1512.05287; Merity et al.,
     * arXiv 1708.02182, section 4.3).
     *
     * @param share that is left out, in [0, 1); 0 if not set
     */
    public Builder wordDropout(double share) {
      if (!(share >= 0 && share < 1)) {
        throw new IllegalArgumentException(
            "word dropout is " + share + ", it must be at least 0 and below 1");
      }
      this.wordDropout = share;
      return this;
    }

    /** Leaves its vectors as they start. */
    public Builder frozen() {
      this.frozen = true;
      return this;
    }

    /** Shares its vectors with the network's output layer. */
    public Builder tied() {
      this.tied = true;
      return this;
    }

    @Override
    public TokenEmbedding build() {
      if (reader != null && (tied || reader.filters() >= nOut)) {
        throw new IllegalArgumentException(
            "a reader of characters stands beside vectors of the embedding's own: "
                + nOut
                + " wide,"
                + " of which it has "
                + reader.filters()
                + (tied ? ", and tied" : ""));
      }
      return new TokenEmbedding(this);
    }
  }
}
