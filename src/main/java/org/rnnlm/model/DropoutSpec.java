package org.rnnlm.model;

import java.io.Serializable;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.rnnlm.layer.LockedDropout;

/**
 * This says what a model drops at random while it is trained. All shares are in [0, 1), and 0 drops
 * nothing.
 *
 * @param activations share of activations dropped between layers and before the output (Zaremba et
 *     al., arXiv 1409.2329)
 * @param recurrent share of recurrent connections dropped, the same in all steps of a sequence (Gal
 *     and Ghahramani, arXiv 1512.05287)
 * @param weights share of the recurrent matrices' weights dropped, the same for a whole batch
 *     (Merity et al., arXiv 1708.02182)
 * @param words share of the vocabulary whose vectors a batch lacks, wherever it has those tokens
 * @param input share of the embedding's values dropped before the first recurrent layer
 * @param output share of activations dropped before the output
 * @param locked whether activations and the embedding's values are dropped alike in all steps of a
 *     sequence
 */
public record DropoutSpec(
    double activations,
    double recurrent,
    double weights,
    double words,
    double input,
    double output,
    boolean locked)
    implements Serializable {
  public static final DropoutSpec NONE = new DropoutSpec(0, 0);

  public DropoutSpec {
    requireShare("dropout", activations);
    requireShare("recurrent dropout", recurrent);
    requireShare("weight drop", weights);
    requireShare("embedding dropout", words);
    requireShare("input dropout", input);
    requireShare("output dropout", output);
  }

  /** Makes dropout of activations, each step by itself, and of recurrent connections. */
  public DropoutSpec(double activations, double recurrent) {
    this(activations, recurrent, 0, 0, 0, activations, false);
  }

  /** Dropout of activations alone. */
  public static DropoutSpec of(double activations) {
    return new DropoutSpec(activations, 0);
  }

  private static void requireShare(String name, double share) {
    Checks.require(share >= 0 && share < 1, name, share, "at least 0 and below 1");
  }

  /** Returns whether it drops what only an embedding has. */
  boolean needsEmbedding() {
    return words > 0 || input > 0;
  }

  /** Returns whether all that it drops are activations, each step by itself. */
  boolean plain() {
    return equals(of(activations));
  }

  /** Returns what a recurrent layer drops of its input; null for nothing, as DL4J has it. */
  IDropout beforeLayer(int index) {
    return of(index == 0 ? input : activations, locked);
  }

  /** Returns what the parts of a residual block drop of what they read; null for nothing. */
  IDropout withinBlocks() {
    return of(activations, locked);
  }

  /** Returns what the output layer drops of its input; null for nothing, as DL4J has it. */
  IDropout beforeOutput() {
    return of(output, locked);
  }

  /** Returns what a layer drops that reads one vector of a sequence; null for nothing. */
  IDropout ofVectors() {
    return of(activations, false);
  }

  private static IDropout of(double share, boolean locked) {
    if (share == 0) {
      return null;
    }
    return locked ? new LockedDropout(1 - share) : new Dropout(1 - share);
  }

  /** Returns a text for people, behind other parts: {@code , dropout 0.5}. */
  String summary() {
    return (activations > 0 ? ", dropout " + activations : "")
        + (output == activations ? "" : ", " + output + " before the output")
        + (input > 0 ? ", input dropout " + input : "")
        + (locked && (activations > 0 || output > 0 || input > 0) ? ", locked" : "")
        + (words > 0 ? ", embedding dropout " + words : "")
        + (recurrent > 0 ? ", recurrent dropout " + recurrent : "")
        + (weights > 0 ? ", weight drop " + weights : "");
  }
}
