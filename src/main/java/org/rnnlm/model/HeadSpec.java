package org.rnnlm.model;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;
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
 */
public record HeadSpec(
    Head kind, Pooling pooling, int denseSize, DenseActivation denseActivation, Reads reads)
    implements Serializable {
  /** A softmax over the vocabulary at every step. */
  public static final HeadSpec LANGUAGE_MODEL =
      new HeadSpec(Head.EVERY_STEP, Pooling.LAST, 0, DenseActivation.RELU);

  public HeadSpec {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(pooling, "pooling");
    Objects.requireNonNull(denseActivation, "denseActivation");
    Objects.requireNonNull(reads, "reads");
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

  /**
   * Returns this head as trained on what is given. A model of every step reads whatever it is
   * given.
   */
  HeadSpec on(Reads data) {
    return kind == Head.EVERY_STEP
        ? this
        : new HeadSpec(kind, pooling, denseSize, denseActivation, data);
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
      case EVERY_STEP -> "";
      case NEXT_TOKEN -> ", next token after the " + vector + dense;
      case TAGS -> ", a tag a step";
      case CLASS -> ", class by the " + vector + dense;
    };
  }
}
