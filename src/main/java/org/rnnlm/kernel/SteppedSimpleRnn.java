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
    h = new float[values];
  }

  @Override
  void forward(int step, GateBlock input, GateBlock recurrent, float[] before, float[] after) {
    input.read(0, after);
    SteppedLoops.tanh(after, after, values);
    if (training) {
      input.write(after, 0);
    }
  }

  @Override
  void backward(int step, float[] gradient, float[] before, GateBlock input, GateBlock recurrent) {
    input.read(0, h);
    for (int i = 0; i < values; i++) {
      gradient[i] *= 1 - h[i] * h[i];
    }
    addBias(0, gradient);
    input.write(gradient, 0);
    Arrays.fill(gradient, 0);
  }
}
