package org.rnnlm.model;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;
import org.rnnlm.kernel.Cell;
import org.rnnlm.text.Text;

/**
 * A model: an input layer, a stack of recurrent layers, and a head: a softmax over the vocabulary
 * at every step (of the target in an encoder and decoder), or one over the vocabulary or over
 * classes behind the whole sequence.
 *
 * @param cell kind of the recurrent layers
 * @param layers how many of them, at least 1
 * @param hiddenSize units of each
 * @param embeddingSize width of the token embedding; 0 feeds one-hot tokens to the first layer
 * @param dropout share of activations dropped between layers and before the output while training
 *     (Zaremba et al., arXiv 1409.2329), in [0, 1); 0 for none
 * @param recurrentDropout share of recurrent connections dropped while training, the same in all
 *     steps of a sequence (Gal and Ghahramani, arXiv 1512.05287), in [0, 1); 0 for none
 * @param tiedEmbedding whether the embedding's vectors are the output layer's weights (Press and
 *     Wolf, arXiv 1608.05859); the embedding must be as wide as the hidden layers then
 * @param forgetBias what the biases of an LSTM's forget gates start from; above 0 the cells
 *     remember from the first step on (Jozefowicz et al., ICML 2015), and learn more slowly here
 * @param frozenEmbedding whether the embedding's vectors stay as they start: pretrained ones
 * @param bidirectional whether each recurrent layer reads in both directions, with {@code
 *     hiddenSize} units each; not with a head at every step
 * @param head what follows the recurrent layers
 * @param architecture what the layers are put together to
 */
@JsonDeserialize(converter = StoredModelSpec.ToSpec.class)
public record ModelSpec(
    Cell cell,
    int layers,
    int hiddenSize,
    int embeddingSize,
    double dropout,
    double recurrentDropout,
    boolean tiedEmbedding,
    double forgetBias,
    boolean frozenEmbedding,
    boolean bidirectional,
    HeadSpec head,
    Architecture architecture)
    implements Serializable {
  public ModelSpec {
    Objects.requireNonNull(cell, "cell");
    require(layers >= 1, "layers", layers, "at least 1");
    require(hiddenSize >= 1, "hidden size", hiddenSize, "at least 1");
    require(embeddingSize >= 0, "embedding size", embeddingSize, "at least 0 (0: one-hot)");
    require(dropout >= 0 && dropout < 1, "dropout", dropout, "at least 0 and below 1");
    require(
        recurrentDropout >= 0 && recurrentDropout < 1,
        "recurrent dropout",
        recurrentDropout,
        "at least 0 and below 1");
    require(
        !tiedEmbedding || embeddingSize == hiddenSize,
        "embedding size",
        embeddingSize,
        "the hidden size, " + hiddenSize + ", for a tied embedding");
    require(Double.isFinite(forgetBias), "forget bias", forgetBias, "a finite number");
    if (frozenEmbedding && (embeddingSize == 0 || tiedEmbedding)) {
      throw new IllegalArgumentException(
          "a frozen embedding must be there, and not be the output layer's weights; set model.embedding-size, and model.tied-embedding = false");
    }
    Objects.requireNonNull(head, "head");
    Objects.requireNonNull(architecture, "architecture");
    boolean plain = head.kind() == Head.EVERY_STEP && head.denseSize() == 0 && !bidirectional;
    if (architecture == Architecture.ENCODER_DECODER && !plain) {
      throw new IllegalArgumentException(
          "an encoder and decoder predicts at every step of the target, right behind one-way recurrent layers: set model.head = every-step, model.dense-size = 0 and model.bidirectional = false");
    }
    if (bidirectional && head.kind() == Head.EVERY_STEP) {
      throw new IllegalArgumentException(
          "a bidirectional model cannot predict at every step: reading backwards it would have seen the token it is to predict; set model.head = next-token or class, or model.bidirectional = false");
    }
    if (tiedEmbedding && (head.kind() == Head.CLASS || head.denseSize() > 0 || bidirectional)) {
      throw new IllegalArgumentException(
          "a tied embedding needs a softmax over the vocabulary right behind one-way recurrent layers: no classes, no dense layer, not bidirectional; set model.tied-embedding = false");
    }
  }

  /** A language model, a softmax over the vocabulary at every step, with an embedding trained. */
  public ModelSpec(
      Cell cell,
      int layers,
      int hiddenSize,
      int embeddingSize,
      double dropout,
      double recurrentDropout,
      boolean tiedEmbedding,
      double forgetBias) {
    this(
        cell,
        layers,
        hiddenSize,
        embeddingSize,
        dropout,
        recurrentDropout,
        tiedEmbedding,
        forgetBias,
        false,
        false,
        HeadSpec.LANGUAGE_MODEL,
        Architecture.LANGUAGE_MODEL);
  }

  /** The same recurrent layers with another head. */
  public ModelSpec with(HeadSpec other, boolean bothDirections) {
    return new ModelSpec(
        cell,
        layers,
        hiddenSize,
        embeddingSize,
        dropout,
        recurrentDropout,
        tiedEmbedding,
        forgetBias,
        frozenEmbedding,
        bothDirections,
        other,
        architecture);
  }

  /** The same model, trained on what is given. */
  public ModelSpec on(Reads data) {
    return with(head.on(data), bidirectional);
  }

  /** Width of what a recurrent layer gives. */
  public int recurrentWidth() {
    return bidirectional ? 2 * hiddenSize : hiddenSize;
  }

  /** Width of what the softmax is given. */
  public int outputWidth() {
    return head.denseSize() > 0 ? head.denseSize() : recurrentWidth();
  }

  /** With forget gates that start from 0. */
  public ModelSpec(
      Cell cell,
      int layers,
      int hiddenSize,
      int embeddingSize,
      double dropout,
      double recurrentDropout,
      boolean tiedEmbedding) {
    this(cell, layers, hiddenSize, embeddingSize, dropout, recurrentDropout, tiedEmbedding, 0);
  }

  /** Without recurrent dropout and ties. */
  public ModelSpec(Cell cell, int layers, int hiddenSize, int embeddingSize, double dropout) {
    this(cell, layers, hiddenSize, embeddingSize, dropout, 0, false);
  }

  private static void require(boolean condition, String name, Number given, String allowed) {
    if (!condition) {
      throw new IllegalArgumentException(name + " is " + given + ", it must be " + allowed);
    }
  }

  /** The same of another architecture. */
  public ModelSpec with(Architecture other) {
    return new ModelSpec(
        cell,
        layers,
        hiddenSize,
        embeddingSize,
        dropout,
        recurrentDropout,
        tiedEmbedding,
        forgetBias,
        frozenEmbedding,
        bidirectional,
        head,
        other);
  }

  /** Whether it is an encoder and decoder, which learns pairs. */
  public boolean ofPairs() {
    return architecture == Architecture.ENCODER_DECODER;
  }

  /** Recurrent networks that it is made of: of an encoder and decoder two, equally large. */
  public int stacks() {
    return ofPairs() ? 2 : 1;
  }

  public boolean oneHotInput() {
    return embeddingSize == 0;
  }

  /** For the names of files: {@code lstm-2x128}. */
  public String label() {
    return Text.format(
        "%s-%dx%d", cell.name().toLowerCase(Locale.ROOT).replace('_', '-'), layers, hiddenSize);
  }

  /** For people: {@code 2 x 128 LSTM, one-hot input}. */
  public String summary() {
    String input =
        oneHotInput()
            ? "one-hot input"
            : (tiedEmbedding ? "tied " : "")
                + (frozenEmbedding ? "frozen " : "")
                + "embedding of "
                + embeddingSize;
    return (ofPairs() ? "encoder and decoder of " : "")
        + layers
        + " x "
        + hiddenSize
        + (bidirectional ? " bidirectional " : " ")
        + cell.title()
        + ", "
        + input
        + (dropout > 0 ? ", dropout " + dropout : "")
        + (recurrentDropout > 0 ? ", recurrent dropout " + recurrentDropout : "")
        + head.summary();
  }
}
