package org.rnnlm.train.outer;

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
   * Takes the step of a stretch of parameters.
   *
   * @param from index of the stretch's first parameter
   * @param before all values as the round began
   * @param mean the workers' mean of the stretch, in the place of all values; becomes the next
   *     round's start
   * @param count parameters in the stretch
   */
  public void step(int from, float[] before, float[] mean, int count) {
    switch (spec.method()) {
      case AVERAGE -> {}
      case NESTEROV -> nesterov(from, before, mean, count);
      case BMUF -> blockMomentum(from, before, mean, count);
    }
  }

  /** Sutskever's form, as PyTorch has it: v = m v + g, x = x - rate (g + m v). */
  private void nesterov(int from, float[] before, float[] mean, int count) {
    for (int i = from; i < from + count; i++) {
      double gradient = (double) before[i] - mean[i];
      double gathered = momentum * velocity[i] + gradient;
      velocity[i] = (float) gathered;
      mean[i] = (float) (before[i] - spec.learningRate() * (gradient + momentum * gathered));
    }
  }

  /** Delta = momentum Delta + rate G, W = W + Delta. */
  private void blockMomentum(int from, float[] before, float[] mean, int count) {
    for (int i = from; i < from + count; i++) {
      double update = (double) mean[i] - before[i];
      double filtered = momentum * velocity[i] + spec.learningRate() * update;
      velocity[i] = (float) filtered;
      mean[i] = (float) (before[i] + filtered);
    }
  }
}
