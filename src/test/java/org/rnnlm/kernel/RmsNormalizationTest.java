package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;

/** Against the equation in doubles, and gradients against finite differences of that. */
class RmsNormalizationTest {
  private static final int STEPS = 2;
  private static final int BATCH = 3;
  private static final int WIDTH = 19;

  private final double[] input = drawn(1, STEPS * BATCH * WIDTH);
  private final double[] gain = drawn(2, WIDTH);
  private final double[] weights = drawn(3, STEPS * BATCH * WIDTH); // of the outputs in the loss

  private static double[] drawn(int seed, int size) {
    Random random = new Random(seed);
    double[] values = new double[size];
    Arrays.setAll(values, i -> (float) random.nextGaussian());
    return values;
  }

  private double[] reference() {
    double[] output = new double[input.length];
    for (int row = 0; row < STEPS * BATCH; row++) {
      double squares = 0;
      for (int i = 0; i < WIDTH; i++) {
        squares += input[row * WIDTH + i] * input[row * WIDTH + i];
      }
      double factor = 1 / Math.sqrt(squares / WIDTH + 1e-5);
      for (int i = 0; i < WIDTH; i++) {
        output[row * WIDTH + i] = gain[i] * factor * input[row * WIDTH + i];
      }
    }
    return output;
  }

  private double loss() {
    double[] output = reference();
    double sum = 0;
    for (int i = 0; i < output.length; i++) {
      sum += weights[i] * output[i];
    }
    return sum;
  }

  @Test
  void outputsAndGradientsAreThoseOfTheEquation() {
    RmsNormalization kernel = new RmsNormalization(STEPS, BATCH, WIDTH);
    try (Floats floats = new Floats()) {
      FloatPointer given = floats.of(input);
      FloatPointer gains = floats.of(gain);
      FloatPointer output = floats.empty(input.length);
      double[] ones = new double[input.length];
      Arrays.fill(ones, 1);
      FloatPointer ofInput = floats.of(ones);
      FloatPointer ofGain = floats.empty(WIDTH);

      kernel.forward(given, gains, output);
      kernel.backward(given, gains, floats.of(weights), ofInput, ofGain);

      assertClose(Floats.read(output), reference());
      assertClose(Floats.read(ofGain), FiniteDifferences.gradient(gain, 1e-5, this::loss));
      double[] expected = FiniteDifferences.gradient(input, 1e-5, this::loss);
      Arrays.setAll(expected, i -> expected[i] + 1); // what was there before
      assertClose(Floats.read(ofInput), expected);
    }
  }

  @Test
  void rowsOfZerosStayZeros() {
    RmsNormalization kernel = new RmsNormalization(1, 1, WIDTH);
    try (Floats floats = new Floats()) {
      FloatPointer output = floats.empty(WIDTH);
      kernel.forward(floats.of(new double[WIDTH]), floats.of(gain), output);
      assertThat(Deviation.relative(Floats.read(output), new double[WIDTH])).isZero();
    }
  }

  private static void assertClose(double[] actual, double[] expected) {
    assertThat(Deviation.relative(actual, expected)).isLessThan(1e-5);
  }
}
