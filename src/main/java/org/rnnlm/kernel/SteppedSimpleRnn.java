package org.rnnlm.kernel;

import java.util.Arrays;

/**
 * Computes {@link Cell#SIMPLE_RNN}, Elman's network (Cognitive Science 14, 1990, p. 179 to 211):
 *
 * <pre>
 * h' = tanh(x W + h R + b)
 * </pre>
 */
final class SteppedSimpleRnn extends SteppedCell {
  private final boolean training;
  private final float[][] h; // [1][values], before any mask

  SteppedSimpleRnn(RecurrentShape shape) {
    super(shape);
    training = shape.training();
    h = arrays(1);
  }

  @Override
  void forward(int step, SequenceGroup group, StepGates given, float[] before, float[] after) {
    readSums(group, given, h);
    SteppedLoops.tanh(h[0], after, group.values());
    if (training) {
      given.kept().write(group, after, 0);
    }
  }

  @Override
  boolean needsStates() {
    return false;
  }

  @Override
  void backward(
      int step, SequenceGroup group, float[] gradient, float[] before, StepGradients given) {
    int values = group.values();
    float[] state = h[0];
    given.kept().readKept(group, h);
    for (int i = 0; i < values; i++) {
      gradient[i] *= 1 - state[i] * state[i];
    }
    addBias(0, gradient, values);
    given.ofInput().write(group, gradient, 0);
    Arrays.fill(gradient, 0);
  }
}
