package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the equation in doubles, and gradients against finite differences of that. */
class FeedForwardTest {
  private static final int ROWS = 6;
  private static final int WIDTH = 5;
  private static final int INNER = 7;

  private final double[] input = drawn(1, ROWS * WIDTH);
  private final double[] up = drawn(2, WIDTH * INNER);
  private final double[] upBias = drawn(3, INNER);
  private final double[] down = drawn(4, INNER * WIDTH);
  private final double[] downBias = drawn(5, WIDTH);
  private final double[] stream = drawn(6, ROWS * WIDTH);
  private final double[] weights = drawn(7, ROWS * WIDTH); // of the outputs in the loss

  private static double[] drawn(int seed, int size) {
    Random random = new Random(seed);
    double[] values = new double[size];
    Arrays.setAll(values, i -> (float) (0.7 * random.nextGaussian()));
    return values;
  }

  /** stream + a(x U + u) D + d. */
  private double[] reference() {
    double[] output = stream.clone();
    for (int row = 0; row < ROWS; row++) {
      for (int k = 0; k < INNER; k++) {
        double sum = upBias[k];
        for (int i = 0; i < WIDTH; i++) {
          sum += input[row * WIDTH + i] * up[k * WIDTH + i];
        }
        double activated = sum / (1 + Math.exp(-1.702 * sum));
        for (int i = 0; i < WIDTH; i++) {
          output[row * WIDTH + i] += activated * down[i * INNER + k];
        }
      }
      for (int i = 0; i < WIDTH; i++) {
        output[row * WIDTH + i] += downBias[i];
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

  @ParameterizedTest
  @EnumSource(
      value = KernelChoice.class,
      names = {"JAVA", "ONEDNN"})
  void outputsAndGradientsAreThoseOfTheEquation(KernelChoice choice) {
    assumeTrue(choice == KernelChoice.JAVA || OneDnn.failure().isEmpty(), "oneDNN does not load");
    Kernels kernels = Kernels.of(new KernelSpec(choice, Bf16Choice.OFF));
    try (Floats floats = new Floats();
        FeedForward kernel = kernels.feedForward(ROWS, WIDTH, INNER)) {
      FeedForwardParameters parameters =
          new FeedForwardParameters(
              floats.of(up), floats.of(upBias), floats.of(down), floats.of(downBias));
      FeedForwardParameters gradients =
          new FeedForwardParameters(
              floats.empty(up.length),
              floats.empty(INNER),
              floats.empty(down.length),
              floats.empty(WIDTH));
      var given = floats.of(input);
      var output = floats.of(stream);
      var ofInput = floats.empty(input.length);

      kernel.forward(parameters, given, output);
      kernel.backward(parameters, given, floats.of(weights), ofInput, gradients);

      assertClose(Floats.read(output), reference());
      assertGradient(Floats.read(ofInput), input);
      assertGradient(Floats.read(gradients.up()), up);
      assertGradient(Floats.read(gradients.upBias()), upBias);
      assertGradient(Floats.read(gradients.down()), down);
      assertGradient(Floats.read(gradients.downBias()), downBias);
    }
  }

  private void assertGradient(double[] actual, double[] of) {
    assertClose(actual, FiniteDifferences.gradient(of, 1e-5, this::loss));
  }

  private static void assertClose(double[] actual, double[] expected) {
    assertThat(Deviation.relative(actual, expected)).isLessThan(1e-5);
  }
}
