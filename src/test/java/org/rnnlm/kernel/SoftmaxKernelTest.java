package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnlm.text.Text;

/** Softmax kernels in f32 against {@link ReferenceSoftmax}. */
class SoftmaxKernelTest {
  private static final double TOLERANCE = 1e-5;
  private static final SoftmaxShape SMALL = new SoftmaxShape(5, 11, 7);

  static List<Arguments> kernelsAndShapes() {
    List<Arguments> shapes = new ArrayList<>();
    for (Implementation implementation : Implementation.values()) {
      for (SoftmaxShape shape :
          List.of(
              SMALL,
              new SoftmaxShape(1, 2, 1),
              new SoftmaxShape(3, 1, 4),
              new SoftmaxShape(16, 64, 32),
              new SoftmaxShape(33, 1027, 13))) {
        shapes.add(Arguments.of(implementation, shape));
      }
    }
    return shapes;
  }

  private static void assertMatches(SoftmaxKernel kernel, SoftmaxTask task) {
    ReferenceSoftmax expected = ReferenceSoftmax.compute(task);
    SoftmaxRun actual = SoftmaxRun.train(kernel, task);

    double loss = Arrays.stream(expected.losses()).sum();
    assertThat(actual.loss()).isCloseTo(loss, within(TOLERANCE * Math.max(1, loss)));
    assertClose("hidden gradient", actual.hiddenGradient(), expected.hiddenGradient());
    assertClose("weight gradient", actual.weightGradient(), expected.weightGradient());
    assertClose("bias gradient", actual.biasGradient(), expected.biasGradient());
    assertClose("losses", SoftmaxRun.losses(kernel, task), expected.losses());
  }

  private static void assertClose(String what, double[] actual, double[] expected) {
    assertThat(Deviation.relative(actual, expected)).as(what).isLessThan(TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("kernelsAndShapes")
  void lossAndGradientsAreTheReferences(Implementation implementation, SoftmaxShape shape) {
    try (SoftmaxKernel kernel = implementation.softmax(shape)) {
      assertMatches(kernel, SoftmaxTask.random(shape, 1));
    }
  }

  @ParameterizedTest
  @MethodSource("kernelsAndShapes")
  void ranksAreThoseOfTheProbabilities(Implementation implementation, SoftmaxShape shape) {
    SoftmaxTask task = SoftmaxTask.random(shape, 6).masked(shape.rows() - 1);
    try (SoftmaxKernel kernel = implementation.softmax(shape)) {
      double[] probabilities = SoftmaxRun.probabilities(kernel, task);
      TokenRanks ranks = SoftmaxRun.ranks(kernel, task);
      int size = shape.vocabularySize();
      for (int row = 0; row < shape.rows() - 1; row++) {
        double[] of = Arrays.copyOfRange(probabilities, row * size, (row + 1) * size);
        double target = of[task.targets()[row]];
        assertThat(ranks.ranks()[row])
            .isEqualTo(1 + (int) Arrays.stream(of).filter(p -> p > target).count());
        assertThat(of[ranks.likeliest()[row]]).isEqualTo(Arrays.stream(of).max().orElseThrow());
      }
      assertThat(ranks.ranks()[shape.rows() - 1]).isZero();
      assertThat(ranks.likeliest()[shape.rows() - 1]).isEqualTo(SoftmaxKernel.MASKED);
    }
  }

  @Test
  void equalProbabilitiesAreRankedByTheirIds() {
    TokenRanks ranks = TokenRanks.masked(3);
    float[] probabilities = {0.1f, 0.3f, 0.3f, 0.3f};
    for (int row = 0; row < 3; row++) {
      ranks.set(row, probabilities, row + 1);
    }
    assertThat(ranks.ranks()).containsExactly(1, 2, 3);
    assertThat(ranks.likeliest()).containsOnly(1);
  }

  @ParameterizedTest
  @EnumSource
  void everyCallTakesTheParametersOfThatCall(Implementation implementation) {
    try (SoftmaxKernel kernel = implementation.softmax(SMALL)) {
      for (int seed = 2; seed < 5; seed++) {
        assertMatches(kernel, SoftmaxTask.random(SMALL, seed));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernelsAndShapes")
  void probabilitiesAreTheReferences(Implementation implementation, SoftmaxShape shape) {
    SoftmaxTask task = SoftmaxTask.random(shape, 5);
    try (SoftmaxKernel kernel = implementation.softmax(shape)) {
      double[] probabilities = SoftmaxRun.probabilities(kernel, task);

      for (int row = 0; row < shape.rows(); row++) {
        int from = row * shape.vocabularySize();
        assertClose(
            "row " + row,
            Arrays.copyOfRange(probabilities, from, from + shape.vocabularySize()),
            ReferenceSoftmax.probabilities(task, row));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void maskedRowsCountForNothing(Implementation implementation) {
    SoftmaxTask task = SoftmaxTask.random(SMALL, 6).masked(0, 3, 4);
    try (SoftmaxKernel kernel = implementation.softmax(SMALL)) {
      assertMatches(kernel, task);

      double[] gradient = SoftmaxRun.train(kernel, task).hiddenGradient();
      assertThat(Arrays.copyOfRange(gradient, 3 * 5, 5 * 5)).containsOnly(0);
      assertThat(SoftmaxRun.losses(kernel, task)[3]).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLearntFromMaskedRowsAlone(Implementation implementation) {
    SoftmaxTask task = SoftmaxTask.random(SMALL, 7).allMasked();
    try (SoftmaxKernel kernel = implementation.softmax(SMALL)) {
      SoftmaxRun run = SoftmaxRun.train(kernel, task);

      assertThat(run.loss()).isZero();
      assertThat(run.hiddenGradient()).containsOnly(0);
      assertThat(run.weightGradient()).containsOnly(0);
      assertThat(run.biasGradient()).containsOnly(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsAreDividedIntoBlocksWithoutATrace(Implementation implementation) {
    SoftmaxShape shape = new SoftmaxShape(2, 1_000_003, 17);
    assertThat(shape.blocks()).isEqualTo(3);
    assertThat(shape.blockRows()).isEqualTo(6); // so that the last has 5
    try (SoftmaxKernel kernel = implementation.softmax(shape)) {
      assertMatches(kernel, SoftmaxTask.random(shape, 8).masked(2, 11, 16));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLossIsRightWhereTheTargetsProbabilityIsTooSmallForASingle(Implementation implementation) {
    SoftmaxTask task = SoftmaxTask.random(SMALL, 9);
    int target = task.targets()[4];
    task.bias()[target] = -150;
    try (SoftmaxKernel kernel = implementation.softmax(SMALL)) {
      assertThat(ReferenceSoftmax.compute(task).losses()[4]).isGreaterThan(140);
      assertMatches(kernel, task);
    }
  }

  @ParameterizedTest
  @EnumSource
  void logitsWhosePowersAreBeyondFloatsAreLearntFrom(Implementation implementation) {
    for (double shift : new double[] {-200, -70, 70, 200}) {
      SoftmaxTask task = SoftmaxTask.random(SMALL, 13).masked(2);
      for (int id = 0; id < task.bias().length; id++) {
        task.bias()[id] += shift;
      }
      try (SoftmaxKernel kernel = implementation.softmax(SMALL)) {
        ReferenceSoftmax expected = ReferenceSoftmax.compute(task);
        SoftmaxRun actual = SoftmaxRun.train(kernel, task);

        assertThat(actual.loss())
            .isCloseTo(Arrays.stream(expected.losses()).sum(), within(1e-4)); // of logits of 200
        assertThat(Deviation.relative(actual.weightGradient(), expected.weightGradient()))
            .isLessThan(1e-4);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void calmCallsFollowThoseWithPowersBeyondFloats(Implementation implementation) {
    try (SoftmaxKernel kernel = implementation.softmax(SMALL)) {
      SoftmaxTask calm = SoftmaxTask.random(SMALL, 14);
      assertMatches(kernel, calm);
      SoftmaxTask wild = SoftmaxTask.random(SMALL, 15);
      wild.bias()[wild.targets()[1]] = -150;
      assertMatches(kernel, wild);
      assertMatches(kernel, calm);
    }
  }

  @ParameterizedTest
  @EnumSource
  void targetsThatAreNearlyCertainAreLearntFrom(Implementation implementation) {
    SoftmaxTask task = SoftmaxTask.random(SMALL, 16);
    int target = task.targets()[3];
    Arrays.fill(task.targets(), target);
    task.bias()[target] = 5;
    try (SoftmaxKernel kernel = implementation.softmax(SMALL)) {
      assertMatches(kernel, task);
    }
  }

  @ParameterizedTest
  @EnumSource
  void targetsOutsideTheVocabularyAreRefused(Implementation implementation) {
    SoftmaxTask task = SoftmaxTask.random(SMALL, 10);
    try (SoftmaxKernel kernel = implementation.softmax(SMALL)) {
      for (int target : new int[] {11, -2}) {
        task.targets()[6] = target;

        assertThatIllegalArgumentException()
            .isThrownBy(() -> SoftmaxRun.train(kernel, task))
            .withMessage(Text.format("target %d of row 6 is outside the vocabulary of 11", target));
        assertThatIllegalArgumentException()
            .isThrownBy(() -> SoftmaxRun.losses(kernel, task))
            .withMessage(Text.format("target %d of row 6 is outside the vocabulary of 11", target));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void parametersThatAreNoNumbersMakeALossThatIsNone(Implementation implementation) {
    SoftmaxTask task = SoftmaxTask.random(SMALL, 11);
    task.weights()[7] = Double.NaN;
    try (SoftmaxKernel kernel = implementation.softmax(SMALL)) {
      assertThat(SoftmaxRun.train(kernel, task).loss()).isNaN();
      assertThat(SoftmaxRun.losses(kernel, task)).containsOnly(Double.NaN);
    }
  }

  @ParameterizedTest
  @EnumSource
  void hiddenStatesThatAreNoNumbersSpoilTheirOwnRow(Implementation implementation) {
    SoftmaxTask task = SoftmaxTask.random(SMALL, 12);
    task.hidden()[2 * 5 + 1] = Double.NaN;
    try (SoftmaxKernel kernel = implementation.softmax(SMALL)) {
      double[] losses = SoftmaxRun.losses(kernel, task);

      assertThat(losses[2]).isNaN();
      assertThat(losses[3]).isCloseTo(ReferenceSoftmax.compute(task).losses()[3], within(1e-5));
    }
  }
}
