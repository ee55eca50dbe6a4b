package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Masked steps and dropped recurrent connections against {@link ReferenceCell}. */
class MaskedRecurrentKernelTest {
  private static final double TOLERANCE = 2e-5;

  /** Whose products. */
  private enum Library {
    ONEDNN,
    OPENBLAS,
    OPENBLAS_BY_PANELS
  }

  /** Masks over three sequences and five steps. */
  private enum Mask {
    RIGHT_PADDED(1, 1, 1, 1, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0),
    LEFT_PADDED(0, 1, 0, 0, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1),
    GAPS(1, 0, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 1),
    NOTHING_LEFT(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private final double[] steps;

    Mask(double... steps) {
      this.steps = steps;
    }
  }

  static List<Arguments> kernels() {
    List<Arguments> kernels = new ArrayList<>();
    for (Library gemm : Library.values()) {
      for (Cell cell : Cell.values()) {
        kernels.add(Arguments.of(gemm, cell));
      }
    }
    return kernels;
  }

  static List<Arguments> kernelsAndMasks() {
    List<Arguments> masked = new ArrayList<>();
    for (Arguments kernel : kernels()) {
      for (Mask mask : Mask.values()) {
        masked.add(Arguments.of(kernel.get()[0], kernel.get()[1], mask));
      }
    }
    return masked;
  }

  private static MaskedRecurrentKernel kernel(Library library, RecurrentShape shape) {
    if (library == Library.ONEDNN) {
      Implementation.assumeOneDnn();
      return SteppedRecurrent.onOneDnn(shape, Precision.F32);
    }
    return SteppedRecurrent.onOpenBlas(shape, library == Library.OPENBLAS_BY_PANELS);
  }

  private static RecurrentShape shape(Cell cell) {
    return new RecurrentShape(cell, 4, 7, 3, 5, true);
  }

  private static void assertMatches(MaskedRecurrentKernel kernel, RecurrentTask task) {
    RecurrentRun.prepare(kernel, task);
    RecurrentRun.train(kernel, task).assertMatches(ReferenceCell.compute(task), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("kernelsAndMasks")
  void maskedStepsCountForNothing(Library gemm, Cell cell, Mask mask) {
    RecurrentTask task = RecurrentTask.random(shape(cell), 1).masked(mask.steps);
    try (MaskedRecurrentKernel kernel = kernel(gemm, task.shape())) {
      assertMatches(kernel, task);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void recurrentConnectionsAreDropped(Library gemm, Cell cell) {
    RecurrentTask task = RecurrentTask.random(shape(cell), 2).dropped(0.4, 3);
    try (MaskedRecurrentKernel kernel = kernel(gemm, task.shape())) {
      assertMatches(kernel, task);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void masksAndDropoutHoldUntilTheyAreReplaced(Library gemm, Cell cell) {
    RecurrentTask plain = RecurrentTask.random(shape(cell), 4);
    try (MaskedRecurrentKernel kernel = kernel(gemm, plain.shape())) {
      assertMatches(kernel, plain.masked(Mask.GAPS.steps).dropped(0.4, 5));
      assertMatches(kernel, plain.masked(Mask.LEFT_PADDED.steps));
      assertMatches(kernel, plain.dropped(0.2, 6));
      assertMatches(kernel, plain);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void gradientsWithMasksAndDropoutAreThoseOfTheKernelsOwnLoss(Library gemm, Cell cell) {
    RecurrentTask task =
        RecurrentTask.random(shape(cell), 7).masked(Mask.GAPS.steps).dropped(0.3, 8);
    try (MaskedRecurrentKernel kernel = kernel(gemm, task.shape())) {
      RecurrentRun.prepare(kernel, task);
      double[] gradient = RecurrentRun.train(kernel, task).recurrentWeightGradient();
      double[] expected =
          FiniteDifferences.gradient(
              task.recurrentWeights(), 1e-2, () -> task.loss(RecurrentRun.infer(kernel, task)));

      assertThat(Deviation.relative(gradient, expected)).isLessThan(2e-3);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sequencesOfSeveralGroupsAreComputedAsThoseOfOne(Library gemm, Cell cell) {
    RecurrentShape shape = new RecurrentShape(cell, 2, 5, 1000, 3, true);
    double[] mask = new Random(9).doubles(3 * 1000).map(Math::rint).toArray();
    RecurrentTask task = RecurrentTask.random(shape, 10).masked(mask).dropped(0.3, 11);
    assertThat(SequenceGroup.of(shape))
        .extracting(SequenceGroup::sequences)
        .containsExactly(334, 334, 332);
    try (MaskedRecurrentKernel kernel = kernel(gemm, shape)) {
      assertMatches(kernel, task);
    }
  }

  @ParameterizedTest
  @EnumSource
  void masksAndScalesOfAnotherSizeAreRefused(Cell cell) {
    try (MaskedRecurrentKernel kernel = kernel(Library.OPENBLAS, shape(cell))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kernel.maskSteps(new float[14]))
          .withMessage("14 values of the mask where 15 are needed");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kernel.dropRecurrent(new float[20]))
          .withMessage("20 values of the recurrent scales where 21 are needed");
    }
  }
}
