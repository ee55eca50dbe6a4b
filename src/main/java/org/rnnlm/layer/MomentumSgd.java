package org.rnnlm.layer;

import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.rnnlm.kernel.GradientDescent;

/**
 * Stochastic gradient descent, plain or with one of two kinds of momentum; {@link GradientDescent}
 * has the equations. Its state is a velocity a parameter, and none without momentum.
 */
public final class MomentumSgd extends FlatUpdater {
  private static final long serialVersionUID = 1L;

  /** How steps look at momentum. */
  public enum Kind {
    /** Steps follow the velocity. */
    CLASSICAL,
    /** Steps follow where the velocity leads to. */
    NESTEROV
  }

  @JsonProperty private double momentum;
  @JsonProperty private Kind kind = Kind.CLASSICAL;

  /** Makes one for JSON to fill in. */
  MomentumSgd() {
    super(0);
  }

  /**
   * @param momentum from 0, for none, to below 1
   */
  public MomentumSgd(double learningRate, double momentum, Kind kind) {
    super(learningRate);
    this.momentum = momentum;
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  public double momentum() {
    return momentum;
  }

  public Kind kind() {
    return kind;
  }

  @Override
  List<String> state() {
    return momentum > 0 ? List.of("velocity") : List.of();
  }

  @Override
  void step(INDArray gradient, List<INDArray> arrays, float rate) {
    if (arrays.isEmpty()) {
      GradientDescent.plain(FlatArrays.pointer(gradient), gradient.length(), rate);
      return;
    }
    switch (kind) {
      case CLASSICAL ->
          GradientDescent.classical(
              FlatArrays.pointer(gradient),
              FlatArrays.pointer(arrays.get(0)),
              gradient.length(),
              (float) momentum,
              rate);
      case NESTEROV ->
          GradientDescent.nesterov(
              FlatArrays.pointer(gradient),
              FlatArrays.pointer(arrays.get(0)),
              gradient.length(),
              (float) momentum,
              rate);
    }
  }

  @Override
  public MomentumSgd clone() {
    return new MomentumSgd(learningRate(), momentum, kind);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MomentumSgd that
        && learningRate() == that.learningRate()
        && momentum == that.momentum
        && kind == that.kind;
  }

  @Override
  public int hashCode() {
    return Objects.hash(learningRate(), momentum, kind);
  }
}
