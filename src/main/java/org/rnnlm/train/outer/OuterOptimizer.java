package org.rnnlm.train.outer;

import java.util.Arrays;
import org.rnnlm.text.Text;

/**
 * The optimizer over rounds: makes of the mean of the workers' parameters where the next round
 * starts. Computed in double precision, value by value, so the result depends on neither the order
 * nor the size of the stretches it is given.
 */
public final class OuterOptimizer {
  private final OuterSpec spec;
  private final double momentum;
  private final float[] velocity; // [parameters], or [0] where there is none

  private OuterOptimizer(OuterSpec spec, int workers, float[] velocity) {
    this.spec = spec;
    this.momentum = spec.momentumOf(workers);
    this.velocity = velocity;
  }

  /** One at rest. */
  public static OuterOptimizer start(OuterSpec spec, int workers, int parameters) {
    return new OuterOptimizer(spec, workers, new float[spec.method().velocities(parameters)]);
  }

  /**
   * One that goes on.
   *
   * @param velocity as {@link #velocity} gave it
   * @throws IllegalArgumentException if there are not as many as the model has parameters
   */
  public static OuterOptimizer resume(
      OuterSpec spec, int workers, int parameters, float[] velocity) {
    if (velocity.length != spec.method().velocities(parameters)) {
      throw new IllegalArgumentException(
          Text.format(
              "the outer optimizer's state has %,d values, the model %,d parameters",
              velocity.length, parameters));
    }
    return new OuterOptimizer(spec, workers, velocity.clone());
  }

  /** What momentum has gathered, a value a parameter; empty for plain averaging. Not copied. */
  public float[] velocity() {
    return velocity;
  }

  /**
   * Takes the step of a stretch of parameters, for which momentum goes on.
   *
   * @param from index of the stretch's first parameter
   * @param to index after its last
   * @param before all values as the round began
   * @param mean the workers' mean of all values
   * @return where the next round starts, of the stretch alone
   */
  public float[] step(int from, int to, float[] before, float[] mean) {
    return switch (spec.method()) {
      case AVERAGE -> Arrays.copyOfRange(mean, from, to);
      case NESTEROV -> nesterov(from, to, before, mean);
      case BMUF -> blockMomentum(from, to, before, mean);
    };
  }

  /** Sutskever's form, as PyTorch has it: v = m v + g, x = x - rate (g + m v). */
  private float[] nesterov(int from, int to, float[] before, float[] mean) {
    float[] start = new float[to - from];
    for (int i = from; i < to; i++) {
      double gradient = (double) before[i] - mean[i];
      double gathered = momentum * velocity[i] + gradient;
      velocity[i] = (float) gathered;
      start[i - from] =
          (float) (before[i] - spec.learningRate() * (gradient + momentum * gathered));
    }
    return start;
  }

  /** Delta = momentum Delta + rate G, W = W + Delta. */
  private float[] blockMomentum(int from, int to, float[] before, float[] mean) {
    float[] start = new float[to - from];
    for (int i = from; i < to; i++) {
      double update = (double) mean[i] - before[i];
      double filtered = momentum * velocity[i] + spec.learningRate() * update;
      velocity[i] = (float) filtered;
      start[i - from] = (float) (before[i] + filtered);
    }
    return start;
  }
}
