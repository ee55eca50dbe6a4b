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
  private final float[] h; // [values], before any mask

  SteppedSimpleRnn(RecurrentShape shape) {
    super(shape);
    training = shape.training();
    h = array();
  }

  @Override
  void forward(int step, SequenceGroup group, StepGates given, float[] before, float[] after) {
    readSum(group, given, 0, after);
    SteppedLoops.tanh(after, after, group.values());
    if (training) {
      given.kept().write(group, after, 0);
    }
  }

  @Override
  void backward(
      int step,
      SequenceGroup group,
      float[] gradient,
      float[] before,
      SteppedGates input,
      SteppedGates recurrent) {
    int values = group.values();
    input.read(group, 0, h);
    for (int i = 0; i < values; i++) {
      gradient[i] *= 1 - h[i] * h[i];
    }
    addBias(0, gradient, values);
    input.write(group, gradient, 0);
    Arrays.fill(gradient, 0);
  }
}
