package org.rnnlm.layer;

import java.lang.reflect.Field;
import org.deeplearning4j.optimize.api.ConvexOptimizer;
import org.deeplearning4j.optimize.api.StepFunction;
import org.deeplearning4j.optimize.solvers.BaseOptimizer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Takes the place of DL4J's function that subtracts what an updater made of a gradient from the
 * parameters: where {@link OwnGradientUpdater} left that to the step, both are done in one go.
 */
final class DescentStep implements StepFunction {
  private static final long serialVersionUID = 1L;

  private final StepFunction plain;
  private final transient OwnGradientUpdater updater;

  private DescentStep(StepFunction plain, OwnGradientUpdater updater) {
    this.plain = plain;
    this.updater = updater;
  }

  /** Has an optimizer step by an updater of its; returns false if this DL4J does not let it. */
  static boolean install(ConvexOptimizer optimizer, OwnGradientUpdater updater) {
    if (!(optimizer instanceof BaseOptimizer base)) {
      return false;
    }
    StepFunction present = base.getStepFunction();
    StepFunction plain = present instanceof DescentStep other ? other.plain : present;
    try {
      Field function = BaseOptimizer.class.getDeclaredField("stepFunction");
      function.setAccessible(true);
      function.set(base, new DescentStep(plain, updater));
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }

  @Override
  public void step(INDArray parameters, INDArray gradient) {
    if (!updater.descend(parameters)) {
      plain.step(parameters, gradient);
    }
  }

  @Override
  public void step(INDArray parameters, INDArray gradient, double size) {
    plain.step(parameters, gradient, size);
  }

  @Override
  public void step() {
    plain.step();
  }
}
