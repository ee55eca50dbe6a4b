package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Products in bf16 against the same in f32, where the processor has them. */
class Bf16Test {
  /** In norm; bf16 has 8 bits of mantissa, and rounding errors average out. */
  private static final double TOLERANCE = 0.02;

  private static final KernelSpec ON = new KernelSpec(KernelChoice.AUTO, Bf16Choice.ON);

  static List<Arguments> shapes() {
    List<Arguments> shapes = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      for (int inputSize : new int[] {65, 64}) { // padded and not
        for (boolean training : new boolean[] {true, false}) {
          shapes.add(Arguments.of(new RecurrentShape(cell, inputSize, 48, 17, 6, training)));
        }
      }
    }
    return shapes;
  }

  private static void assumeBf16() {
    Implementation.assumeOneDnn();
    assumeTrue(
        OneDnn.hasBf16(), () -> "this processor does not multiply bf16: " + OneDnn.description());
  }

  private static void assumeNoBf16() {
    Implementation.assumeOneDnn();
    assumeFalse(OneDnn.hasBf16(), "this processor multiplies bf16");
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void recurrentKernelsStayCloseToSinglePrecision(RecurrentShape shape) {
    assumeBf16();
    assertStaysClose(shape, new Kernels(true, Precision.BF16, "a test").recurrent(shape));
    assertStaysClose(shape, SteppedRecurrent.onOneDnn(shape, Precision.BF16));
  }

  @SuppressWarnings("try") // closed here, made by the caller
  private static void assertStaysClose(RecurrentShape shape, RecurrentKernel made) {
    RecurrentTask window = RecurrentTask.random(shape, 1);
    try (RecurrentKernel exact = Implementation.ONEDNN.recurrent(shape);
        RecurrentKernel rounded = made) {
      for (int i = 0; i < 3; i++) {
        RecurrentResult expected = run(exact, window);
        assertClose(run(rounded, window), expected);
        window = window.withParameters(2 + i).next(expected, 5 + i);
      }
    }
  }

  private static RecurrentResult run(RecurrentKernel kernel, RecurrentTask task) {
    return kernel.shape().training()
        ? RecurrentRun.train(kernel, task)
        : RecurrentRun.infer(kernel, task);
  }

  private static void assertClose(RecurrentResult actual, RecurrentResult expected) {
    assertClose("output", actual.output(), expected.output());
    assertClose("final hidden state", actual.hidden(), expected.hidden());
    assertClose("final cell state", actual.cellState(), expected.cellState());
    assertClose("input gradient", actual.inputGradient(), expected.inputGradient());
    assertClose(
        "input weight gradient", actual.inputWeightGradient(), expected.inputWeightGradient());
    assertClose(
        "recurrent weight gradient",
        actual.recurrentWeightGradient(),
        expected.recurrentWeightGradient());
    assertClose("bias gradient", actual.biasGradient(), expected.biasGradient());
  }

  private static void assertClose(String what, double[] actual, double[] expected) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    if (expected.length > 0) {
      assertThat(Deviation.inNorm(actual, expected)).as(what).isLessThan(TOLERANCE);
    }
  }

  @Test
  void softmaxStaysCloseToSinglePrecision() {
    assumeBf16();
    SoftmaxShape shape = new SoftmaxShape(65, 1027, 40);
    SoftmaxTask task = SoftmaxTask.random(shape, 9).masked(3, 17);
    for (int i = 0; i < task.weights().length; i++) {
      task.weights()[i] = (float) (task.weights()[i] / 8); // logits of the size of trained ones
    }
    try (SoftmaxKernel exact = new Kernels(true, Precision.F32, "a test").softmax(shape);
        SoftmaxKernel rounded = new Kernels(true, Precision.BF16, "a test").softmax(shape)) {
      SoftmaxRun expected = SoftmaxRun.train(exact, task);
      SoftmaxRun actual = SoftmaxRun.train(rounded, task);

      assertThat(Math.abs(actual.loss() / expected.loss() - 1)).isLessThan(TOLERANCE);
      assertClose("hidden gradient", actual.hiddenGradient(), expected.hiddenGradient());
      assertClose("weight gradient", actual.weightGradient(), expected.weightGradient());
      assertClose("bias gradient", actual.biasGradient(), expected.biasGradient());
      assertClose("losses", SoftmaxRun.losses(rounded, task), SoftmaxRun.losses(exact, task));
      assertClose(
          "probabilities",
          SoftmaxRun.probabilities(rounded, task),
          SoftmaxRun.probabilities(exact, task));
    }
  }

  @Test
  void clustersStayCloseToSinglePrecision() {
    assumeBf16();
    SoftmaxClusters clusters = new SoftmaxClusters(64, 1027, List.of(100, 400));
    SoftmaxShape shape = new SoftmaxShape(64, 1027, 75);
    Random random = new Random(10);
    SoftmaxTask drawn = SoftmaxTask.random(shape, 11);
    SoftmaxTask task =
        new SoftmaxTask(
                shape,
                drawn.hidden(),
                random.doubles(clusters.weights(), -0.2, 0.2).toArray(),
                random.doubles(clusters.biases(), -1, 1).toArray(),
                drawn.targets())
            .masked(3, 17);
    try (SoftmaxKernel exact = new Kernels(true, Precision.F32, "a test").softmax(clusters, 75);
        SoftmaxKernel rounded = new Kernels(true, Precision.BF16, "a test").softmax(clusters, 75)) {
      SoftmaxRun expected = SoftmaxRun.train(exact, task);
      SoftmaxRun actual = SoftmaxRun.train(rounded, task);

      assertThat(Math.abs(actual.loss() / expected.loss() - 1)).isLessThan(TOLERANCE);
      assertClose("hidden gradient", actual.hiddenGradient(), expected.hiddenGradient());
      assertClose("weight gradient", actual.weightGradient(), expected.weightGradient());
      assertClose("bias gradient", actual.biasGradient(), expected.biasGradient());
    }
  }

  @Test
  void itIsTakenWhereItIsAskedFor() {
    assumeBf16();

    assertThat(Kernels.of(ON).precision()).isEqualTo(Precision.BF16);
    assertThat(Kernels.of(ON).reason()).isEqualTo(OneDnn.description() + ", bf16 as asked");
  }

  @Test
  void askingForItWithoutSuchAProcessorIsAnError() {
    assumeNoBf16();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kernels.of(ON))
        .withMessageContaining("this processor does not multiply bf16")
        .withMessageContaining(OneDnn.description())
        .withMessageContaining("compute.bf16 = auto or off");
  }

  @Test
  void withoutSuchAProcessorTheKernelsAreInSinglePrecision() {
    assumeNoBf16();

    assertThat(Kernels.of(KernelSpec.AUTO).precision()).isEqualTo(Precision.F32);
  }

  /** So that what the descriptions ask for is in order, even where it cannot be had. */
  @ParameterizedTest
  @EnumSource
  void oneDnnFindsNothingWrongWithTheDescriptions(Cell cell) {
    assumeNoBf16();
    RecurrentShape shape = new RecurrentShape(cell, 65, 48, 17, 6, true);
    try (DnnlContext context = new DnnlContext()) {
      RecurrentDescriptions descriptions =
          new RecurrentDescriptions(context, shape, Precision.BF16);

      assertThatIllegalStateException()
          .isThrownBy(descriptions::forward)
          .withMessageContaining("status 3"); // unimplemented; 2 is for invalid arguments
      assertThatIllegalStateException()
          .isThrownBy(() -> descriptions.backward(null))
          .withMessageContaining("status 3");
    }
  }
}
