package org.rnnlm.layer;

import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.rnnlm.kernel.RmsProp;

/**
 * RMSprop, with or without momentum; {@link RmsProp} has the equations. Its state is a mean square
 * a parameter, and with momentum a velocity beside it.
 */
public final class FusedRmsProp extends FlatUpdater {
  private static final long serialVersionUID = 1L;
  private static final float EPSILON = 1e-8f;

  @JsonProperty private double decay;
  @JsonProperty private double momentum;

  /** Makes one for JSON to fill in. */
  FusedRmsProp() {
    super(0);
  }

  /**
   * @param decay of the mean square a step, from 0 to below 1
   * @param momentum from 0, for none, to below 1
   */
  public FusedRmsProp(double learningRate, double decay, double momentum) {
    super(learningRate);
    this.decay = decay;
    this.momentum = momentum;
  }

  public double decay() {
    return decay;
  }

  public double momentum() {
    return momentum;
  }

  @Override
  List<String> state() {
    return momentum > 0 ? List.of("square", "velocity") : List.of("square");
  }

  @Override
  void step(INDArray gradient, List<INDArray> arrays, float rate) {
    if (arrays.size() == 1) {
      RmsProp.step(
          FlatArrays.pointer(gradient),
          FlatArrays.pointer(arrays.get(0)),
          gradient.length(),
          (float) decay,
          rate,
          EPSILON);
      return;
    }
    RmsProp.step(
        FlatArrays.pointer(gradient),
        FlatArrays.pointer(arrays.get(0)),
        FlatArrays.pointer(arrays.get(1)),
        gradient.length(),
        (float) decay,
        (float) momentum,
        rate,
        EPSILON);
  }

  @Override
  public FusedRmsProp clone() {
    return new FusedRmsProp(learningRate(), decay, momentum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FusedRmsProp that
        && learningRate() == that.learningRate()
        && decay == that.decay
        && momentum == that.momentum;
  }

  @Override
  public int hashCode() {
    return Objects.hash(learningRate(), decay, momentum);
  }
}
