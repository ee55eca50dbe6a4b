package org.rnnlm.layer;

import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.rnnlm.kernel.Vectors;

/**
 * Weight decay of a layer's matrices, embeddings among them, and of neither biases nor frozen
 * vectors. It adds nothing to the loss that is told, which stays that of the predictions alone.
 */
public final class MatrixDecay implements Regularization {
  private static final long serialVersionUID = 1L;

  /** Where the decay comes in; w are the weights, d the coefficient, r the learning rate. */
  public enum Kind {
    /** The gradient becomes g + d w before the optimizer sees it: that of d/2 |w|^2 is added. */
    IN_GRADIENT,
    /**
     * The weights lose r d w beside the optimizer's step (Loshchilov and Hutter, arXiv 1711.05101,
     * algorithm 2, where r is the schedule's multiplier; with the rate in it, as PyTorch has it).
     */
    DECOUPLED
  }

  @JsonProperty private double coefficient;
  @JsonProperty private Kind kind = Kind.IN_GRADIENT;

  /** Makes one for JSON to fill in. */
  MatrixDecay() {}

  /**
   * @param coefficient above 0
   */
  public MatrixDecay(double coefficient, Kind kind) {
    this.coefficient = coefficient;
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  public double coefficient() {
    return coefficient;
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public ApplyStep applyStep() {
    return switch (kind) {
      case IN_GRADIENT -> ApplyStep.BEFORE_UPDATER;
      case DECOUPLED -> ApplyStep.POST_UPDATER;
    };
  }

  @Override
  public void apply(INDArray weights, INDArray gradient, double rate, int iteration, int epoch) {
    double factor =
        switch (kind) {
          case IN_GRADIENT -> coefficient;
          case DECOUPLED -> rate * coefficient;
        };
    Vectors.add(
        FlatArrays.pointer(gradient),
        (float) factor,
        FlatArrays.pointer(weights),
        Math.toIntExact(weights.length()));
  }

  @Override
  public double score(INDArray weights, int iteration, int epoch) {
    return 0;
  }

  @Override
  public MatrixDecay clone() {
    return new MatrixDecay(coefficient, kind);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MatrixDecay that
        && coefficient == that.coefficient
        && kind == that.kind;
  }

  @Override
  public int hashCode() {
    return Objects.hash(coefficient, kind);
  }
}
