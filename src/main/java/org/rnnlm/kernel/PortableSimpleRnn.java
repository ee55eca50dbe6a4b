package org.rnnlm.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/** {@link Cell#SIMPLE_RNN}. */
final class PortableSimpleRnn extends PortableCell {
  private final float[][] activated; // [steps][values], before any mask
  private final float[] biases;

  PortableSimpleRnn(RecurrentShape shape, int values) {
    super(shape, values);
    activated = new float[shape.steps()][values];
    biases = new float[shape.hiddenSize()];
  }

  @Override
  void forward(
      int step, FloatPointer input, FloatPointer recurrent, float[] before, float[] after) {
    sum(input, recurrent, 0, after);
    Activations.tanh(after, values);
    System.arraycopy(after, 0, activated[step], 0, values);
  }

  @Override
  void beginBackward(FloatPointer ofCells) {
    Arrays.fill(biases, 0);
  }

  @Override
  void backward(
      int step, float[] gradient, float[] before, FloatPointer input, FloatPointer recurrent) {
    float[] h = activated[step];
    for (int i = 0; i < values; i++) {
      gradient[i] *= 1 - h[i] * h[i];
    }
    addUnits(gradient, biases, 0);
    write(gradient, input, 0);
    write(gradient, recurrent, 0);
    Arrays.fill(gradient, 0);
  }

  @Override
  void handOut(FloatPointer bias, FloatPointer peepholes) {
    bias.put(biases, 0, biases.length);
  }
}
