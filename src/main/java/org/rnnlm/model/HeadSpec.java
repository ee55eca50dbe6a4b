package org.rnnlm.model;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;
import org.rnnlm.io.AddedLater;
import org.rnnlm.layer.Pooling;
import org.rnnlm.text.Text;

/**
 * What follows the recurrent layers.
 *
 * @param kind what is predicted
 * @param pooling how one vector is made of a sequence's steps; does not matter where every step has
 *     a prediction
 * @param denseSize units of a dense layer before the softmax; 0 for none
 * @param denseActivation its activation
 * @param reads what it is trained on, once that is known
 * @param tags how tags are chosen; does not matter of other heads
 * @param output how the distribution over the vocabulary is computed
 */
public record HeadSpec(
    Head kind,
    Pooling pooling,
    int denseSize,
    DenseActivation denseActivation,
    Reads reads,
    @AddedLater TagDecoder tags,
    @AddedLater OutputSpec output)
    implements Serializable {
  /** A softmax over the vocabulary at every step. */
  public static final HeadSpec LANGUAGE_MODEL =
      new HeadSpec(Head.EVERY_STEP, Pooling.LAST, 0, DenseActivation.RELU);

  public HeadSpec {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(pooling, "pooling");
    Objects.requireNonNull(denseActivation, "denseActivation");
    Objects.requireNonNull(reads, "reads");
    tags = tags == null ? TagDecoder.SOFTMAX : tags; // there was one at first
    output = output == null ? OutputSpec.FULL : output;
    if (output.adaptive() && kind.hasClasses()) {
      throw new IllegalArgumentException(
          "an adaptive softmax is over a vocabulary whose frequent tokens come first, and not over"
              + " classes or tags; set model.output = full");
    }
    if (denseSize < 0) {
      throw new IllegalArgumentException(
          "dense size is " + denseSize + ", it must be at least 0 (0: no dense layer)");
    }
    if (!kind.summarizes() && denseSize > 0) {
      throw new IllegalArgumentException(
          "a dense layer stands behind one vector of a sequence; model.head = every-step and tags"
              + " have one a step, set it to next-token or class, or model.dense-size = 0");
    }
  }

  /** Makes the specification of a head before its data are known. */
  public HeadSpec(Head kind, Pooling pooling, int denseSize, DenseActivation denseActivation) {
    this(kind, pooling, denseSize, denseActivation, Reads.UNKNOWN);
  }

  /** Makes the specification of a head that chooses each tag by itself, if it is one of tags. */
  public HeadSpec(
      Head kind, Pooling pooling, int denseSize, DenseActivation denseActivation, Reads reads) {
    this(kind, pooling, denseSize, denseActivation, reads, TagDecoder.SOFTMAX, OutputSpec.FULL);
  }

  /** Returns this head, choosing tags another way. */
  public HeadSpec with(TagDecoder other) {
    return new HeadSpec(kind, pooling, denseSize, denseActivation, reads, other, output);
  }

  /** Returns this head, computing the distribution over the vocabulary another way. */
  public HeadSpec with(OutputSpec other) {
    return new HeadSpec(kind, pooling, denseSize, denseActivation, reads, tags, other);
  }

  /** Returns whether it chooses the tags of a sentence together. */
  public boolean isChain() {
    return kind == Head.TAGS && tags == TagDecoder.CRF;
  }

  /**
   * Returns this head as trained on what is given. A model of every step reads whatever it is
   * given.
   */
  HeadSpec on(Reads data) {
    return kind == Head.EVERY_STEP
        ? this
        : new HeadSpec(kind, pooling, denseSize, denseActivation, data, tags, output);
  }

  /** Ids that the softmax is over. */
  public int outputs(int vocabularySize) {
    return kind.hasClasses() ? reads.classes().size() : vocabularySize;
  }

  String summary() {
    String dense =
        denseSize == 0
            ? ""
            : Text.format(
                ", dense %d %s", denseSize, denseActivation.name().toLowerCase(Locale.ROOT));
    String vector = pooling == Pooling.LAST ? "last step" : "mean of all steps";
    return switch (kind) {
      case EVERY_STEP -> output.summary();
      case NEXT_TOKEN -> ", next token after the " + vector + dense + output.summary();
      case TAGS -> tags == TagDecoder.CRF ? ", a CRF over tags" : ", a tag a step";
      case CLASS -> ", class by the " + vector + dense;
    };
  }
}
