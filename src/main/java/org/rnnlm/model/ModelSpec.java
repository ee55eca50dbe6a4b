package org.rnnlm.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.Objects;
import org.rnnlm.kernel.Cell;

/**
 * A model: an input layer, a stack of recurrent layers, and a head: a softmax over the vocabulary
 * or over tags at every step (of the target in an encoder and decoder), or one over the vocabulary
 * or over classes behind the whole sequence.
 *
 * @param recurrent the recurrent layers; where every step predicts the next token they read forward
 *     alone
 * @param embedding what they are given; the last layer is as wide as a tied embedding
 * @param dropout what is dropped while training
 * @param head what follows the recurrent layers
 * @param architecture what the layers are put together to
 */
public record ModelSpec(
    RecurrentSpec recurrent,
    EmbeddingSpec embedding,
    DropoutSpec dropout,
    HeadSpec head,
    Architecture architecture)
    implements Serializable {
  public ModelSpec {
    Objects.requireNonNull(recurrent, "recurrent");
    Objects.requireNonNull(embedding, "embedding");
    Objects.requireNonNull(dropout, "dropout");
    Objects.requireNonNull(head, "head");
    Objects.requireNonNull(architecture, "architecture");
    if ((dropout.recurrent() > 0 || dropout.weights() > 0) && !recurrent.cell().waits()) {
      throw new IllegalArgumentException(
          "recurrent dropout and weight drop are of what a step sees of the state before it, and a "
              + recurrent.cell().title()
              + " sees nothing of that; set model.recurrent-dropout = 0 and model.weight-drop = 0");
    }
    if (!embedding.characters().none() && head.kind() != Head.TAGS) {
      throw new IllegalArgumentException(
          "the characters of words are read by taggers alone; set model.head = tags, or"
              + " model.character-size = 0");
    }
    requireOneStream(recurrent, embedding, dropout);
    if (embedding.tied() && recurrent.heads() > 0 && embedding.size() % recurrent.heads() != 0) {
      throw new IllegalArgumentException(
          "the last layer is as wide as a tied embedding, and its "
              + embedding.size()
              + " units cannot stand in "
              + recurrent.heads()
              + " heads; set model.embedding-size to a multiple, or model.heads = 0");
    }
    boolean bidirectional = recurrent.bidirectional();
    Checks.require(
        !embedding.tied() || embedding.size() > 0,
        "embedding size",
        embedding.size(),
        "at least 1 for a tied embedding");
    Checks.require(
        !embedding.tied() || recurrent.layers() > 1 || embedding.size() == recurrent.hiddenSize(),
        "embedding size",
        embedding.size(),
        "the hidden size, " + recurrent.hiddenSize() + ", for a tied embedding and a single layer");
    if (dropout.needsEmbedding() && embedding.oneHot()) {
      throw new IllegalArgumentException(
          "one-hot tokens have no vectors that embedding dropout or input dropout could drop: set"
              + " model.embedding-size, or model.embedding-dropout = 0 and model.input-dropout ="
              + " 0");
    }
    boolean plain = head.kind() == Head.EVERY_STEP && head.denseSize() == 0 && !bidirectional;
    if (architecture == Architecture.ENCODER_DECODER && !plain) {
      throw new IllegalArgumentException(
          "an encoder and decoder predicts at every step of the target, right behind one-way"
              + " recurrent layers: set model.head = every-step, model.dense-size = 0 and"
              + " model.bidirectional = false");
    }
    if (architecture == Architecture.ENCODER_DECODER && recurrent.block().residual()) {
      throw new IllegalArgumentException(
          "an encoder and decoder has plain recurrent layers; set model.block = plain");
    }
    if (bidirectional && head.kind() == Head.EVERY_STEP) {
      throw new IllegalArgumentException(
          "a bidirectional model cannot predict at every step: reading backwards it would have seen"
              + " the token it is to predict; set model.head = next-token, class or tags, or"
              + " model.bidirectional = false");
    }
    if (embedding.tied() && (head.kind().hasClasses() || head.denseSize() > 0 || bidirectional)) {
      throw new IllegalArgumentException(
          "a tied embedding needs a softmax over the vocabulary right behind one-way recurrent"
              + " layers: no classes or tags, no dense layer, not bidirectional; set"
              + " model.tied-embedding = false");
    }
  }

  /** What residual blocks read and add to is as wide from the first to the output. */
  private static void requireOneStream(
      RecurrentSpec recurrent, EmbeddingSpec embedding, DropoutSpec dropout) {
    if (!recurrent.block().residual()) {
      return;
    }
    if (embedding.tied() && embedding.size() != recurrent.hiddenSize()) {
      throw new IllegalArgumentException(
          "residual blocks are as wide as a tied embedding: set model.embedding-size ="
              + " model.hidden-size, or model.tied-embedding = false");
    }
    if (dropout.input() > 0) {
      throw new IllegalArgumentException(
          "residual blocks drop what their parts read by model.dropout; set model.input-dropout"
              + " = 0");
    }
  }

  /** Returns a language model that is given one-hot tokens and drops nothing. */
  public static ModelSpec of(RecurrentSpec recurrent) {
    return new ModelSpec(
        recurrent,
        EmbeddingSpec.ONE_HOT,
        DropoutSpec.NONE,
        HeadSpec.LANGUAGE_MODEL,
        Architecture.LANGUAGE_MODEL);
  }

  /** Returns a language model that is given one-hot tokens and drops nothing. */
  public static ModelSpec of(Cell cell, int layers, int hiddenSize) {
    return of(RecurrentSpec.of(cell, layers, hiddenSize));
  }

  public ModelSpec with(RecurrentSpec other) {
    return new ModelSpec(other, embedding, dropout, head, architecture);
  }

  public ModelSpec with(EmbeddingSpec other) {
    return new ModelSpec(recurrent, other, dropout, head, architecture);
  }

  public ModelSpec with(DropoutSpec other) {
    return new ModelSpec(recurrent, embedding, other, head, architecture);
  }

  public ModelSpec with(HeadSpec other) {
    return new ModelSpec(recurrent, embedding, dropout, other, architecture);
  }

  public ModelSpec with(Architecture other) {
    return new ModelSpec(recurrent, embedding, dropout, head, other);
  }

  /** Returns this model with layers that read a sequence as is said. */
  public ModelSpec reading(Direction direction) {
    return with(recurrent.reading(direction));
  }

  /** Returns this model as trained on what is given. */
  public ModelSpec on(Reads data) {
    return with(head.on(embedding.characters().none() ? data.withoutCharacters() : data));
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ModelSpec of(StoredModelSpec stored) {
    return stored.spec();
  }

  @JsonValue
  StoredModelSpec stored() {
    return StoredModelSpec.of(this);
  }

  public Cell cell() {
    return recurrent.cell();
  }

  public int layers() {
    return recurrent.layers();
  }

  public int hiddenSize() {
    return recurrent.hiddenSize();
  }

  /**
   * Returns the units of a recurrent layer, counted from 0, and in each direction: the last one is
   * as wide as a tied embedding, whose vectors the output layer has (Merity et al., arXiv
   * 1708.02182, section 4.5).
   */
  public int units(int layer) {
    return embedding.tied() && layer == layers() - 1 ? embedding.size() : hiddenSize();
  }

  /** Returns whether all recurrent layers are equally wide. */
  public boolean evenLayers() {
    return units(layers() - 1) == hiddenSize();
  }

  /** Width of what a recurrent layer gives; the last one's may be another (see {@link #units}). */
  public int recurrentWidth() {
    return recurrent.width();
  }

  /** Width of the token embedding; 0 if there is none. */
  public int embeddingSize() {
    return embedding.size();
  }

  public boolean oneHotInput() {
    return embedding.oneHot();
  }

  /** Width of what the softmax is given. */
  public int outputWidth() {
    if (head.denseSize() > 0) {
      return head.denseSize();
    }
    return embedding.tied() ? embedding.size() : recurrent.width();
  }

  /** Returns whether it is an encoder and decoder, which learns pairs. */
  public boolean ofPairs() {
    return architecture == Architecture.ENCODER_DECODER;
  }

  /** Recurrent networks that it is made of: of an encoder and decoder two, equally large. */
  public int stacks() {
    return ofPairs() ? 2 : 1;
  }

  /** Returns a text for names of files, such as {@code lstm-2x128}. */
  public String label() {
    return recurrent.label();
  }

  /** Returns a text for people, such as {@code 2 x 128 LSTM, one-hot input}. */
  public String summary() {
    return (ofPairs() ? "encoder and decoder of " : "")
        + recurrent.summary()
        + ", "
        + embedding.summary()
        + dropout.summary()
        + head.summary();
  }
}
