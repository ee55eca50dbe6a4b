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
  private final float[][] activated; // [steps][values], before any mask

  SteppedSimpleRnn(RecurrentShape shape) {
    super(shape);
    activated = new float[shape.steps()][values];
  }

  @Override
  void forward(int step, GateBlock input, GateBlock recurrent, float[] before, float[] after) {
    input.read(0, after);
    SteppedLoops.tanh(after, activated[step], values);
    System.arraycopy(activated[step], 0, after, 0, values);
  }

  @Override
  void backward(int step, float[] gradient, float[] before, GateBlock input, GateBlock recurrent) {
    float[] h = activated[step];
    for (int i = 0; i < values; i++) {
      gradient[i] *= 1 - h[i] * h[i];
    }
    addBias(0, gradient);
    input.write(gradient, 0);
    Arrays.fill(gradient, 0);
  }
}
