package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels in f32 against {@link ReferenceCell}, and against their own finite differences. */
class RecurrentKernelTest {
  /** Single precision keeps to a few 1e-6 where sums do not cancel. */
  private static final double TOLERANCE = 2e-5;

  private record Dimensions(int input, int hidden, int batch, int steps) {}

  private static final List<Dimensions> DIMENSIONS =
      List.of(
          new Dimensions(5, 7, 3, 4),
          new Dimensions(5, 6, 1, 4),
          new Dimensions(4, 7, 3, 1),
          new Dimensions(1, 2, 5, 3),
          new Dimensions(6, 1, 2, 3),
          new Dimensions(19, 33, 5, 2),
          new Dimensions(65, 16, 8, 3),
          new Dimensions(16, 32, 2, 24),
          new Dimensions(9, 8, 17, 1)); // oneDNN packs weights for inference from batch 16 on

  static List<Arguments> kernels() {
    List<Arguments> kernels = new ArrayList<>();
    for (Implementation implementation : Implementation.values()) {
      for (Cell cell : Cell.values()) {
        kernels.add(Arguments.of(implementation, cell));
      }
    }
    return kernels;
  }

  static List<Arguments> kernelsAndShapes() {
    List<Arguments> shapes = new ArrayList<>();
    for (Arguments kernel : kernels()) {
      for (Dimensions dimensions : DIMENSIONS) {
        Cell cell = (Cell) kernel.get()[1];
        shapes.add(Arguments.of(kernel.get()[0], shape(cell, dimensions, true)));
      }
    }
    return shapes;
  }

  private static RecurrentShape shape(Cell cell, Dimensions dimensions, boolean training) {
    RecurrentShape one =
        new RecurrentShape(
            cell,
            dimensions.input,
            dimensions.hidden,
            dimensions.batch,
            dimensions.steps,
            training);
    return one.in(heads(cell, dimensions.hidden));
  }

  /** So that there are layers of one head, of two and of four. */
  private static int heads(Cell cell, int units) {
    if (!cell.hasHeads() || units % 2 > 0 || units < 4) {
      return 1;
    }
    return units % 16 > 0 ? 2 : 4;
  }

  @ParameterizedTest
  @MethodSource("kernelsAndShapes")
  void outputsStatesAndGradientsAreTheReferences(
      Implementation implementation, RecurrentShape shape) {
    RecurrentTask task = RecurrentTask.random(shape, 1);
    try (RecurrentKernel kernel = implementation.recurrent(shape)) {
      RecurrentRun.train(kernel, task).assertMatches(ReferenceCell.compute(task), TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("kernelsAndShapes")
  void inferenceComputesTheSameOutputsAndStates(
      Implementation implementation, RecurrentShape training) {
    RecurrentTask task = RecurrentTask.random(inference(training), 16);
    try (RecurrentKernel kernel = implementation.recurrent(task.shape())) {
      assertInfers(kernel, task);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void whereTheInputIsDataAllOtherGradientsAreTheSame(Implementation implementation, Cell cell) {
    RecurrentShape shape = new RecurrentShape(cell, 5, 7, 3, 4, Passes.WEIGHT_GRADIENTS);
    RecurrentTask task = RecurrentTask.random(shape, 1);
    RecurrentResult expected = ReferenceCell.compute(task);
    try (RecurrentKernel kernel = implementation.recurrent(shape)) {
      RecurrentResult actual = RecurrentRun.train(kernel, task);

      assertClose(actual.inputWeightGradient(), expected.inputWeightGradient());
      assertClose(actual.recurrentWeightGradient(), expected.recurrentWeightGradient());
      assertClose(actual.biasGradient(), expected.biasGradient());
      assertClose(actual.initialHiddenGradient(), expected.initialHiddenGradient());
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void tokensAreReadLikeAnyOtherData(Implementation implementation, Cell cell) {
    RecurrentShape shape = new RecurrentShape(cell, 5, 7, 3, 4, Passes.WEIGHT_GRADIENTS);
    try (RecurrentKernel kernel = implementation.recurrent(shape)) {
      RecurrentTask tokens = RecurrentTask.random(shape, 3);
      for (int row = 0; row < 12; row++) {
        Arrays.fill(tokens.input(), 5 * row, 5 * (row + 1), 0);
        tokens.input()[5 * row + row % 4] = 1;
      }
      assertTrains(kernel, tokens);
      tokens.input()[5 * 7] = 1; // which makes two ones of it
      assertTrains(kernel, tokens);
      Arrays.fill(tokens.input(), 5 * 7, 5 * 8, 0);
      assertTrains(kernel, tokens);
      tokens.input()[5 * 7 + 4] = 1;
      assertTrains(kernel, tokens);
    }
  }

  private static void assertTrains(RecurrentKernel kernel, RecurrentTask task) {
    RecurrentResult expected = ReferenceCell.compute(task);
    RecurrentResult actual = RecurrentRun.train(kernel, task);
    assertClose(actual.output(), expected.output());
    assertClose(actual.inputWeightGradient(), expected.inputWeightGradient());
    assertClose(actual.recurrentWeightGradient(), expected.recurrentWeightGradient());
    assertClose(actual.biasGradient(), expected.biasGradient());
    assertClose(actual.initialHiddenGradient(), expected.initialHiddenGradient());
  }

  private static void assertClose(double[] actual, double[] expected) {
    assertThat(Deviation.relative(actual, expected)).isLessThan(TOLERANCE);
  }

  private static RecurrentShape inference(RecurrentShape of) {
    return new RecurrentShape(
        of.cell(),
        of.inputSize(),
        of.hiddenSize(),
        of.batch(),
        of.steps(),
        Passes.FORWARD,
        of.heads());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void everyCallTakesTheParametersOfThatCall(Implementation implementation, Cell cell) {
    RecurrentShape shape = shape(cell, DIMENSIONS.get(0), true);
    RecurrentTask task = RecurrentTask.random(shape, 2);
    try (RecurrentKernel kernel = implementation.recurrent(shape)) {
      for (int seed = 3; seed < 6; seed++) {
        RecurrentTask other = task.withParameters(seed);
        RecurrentRun.train(kernel, other).assertMatches(ReferenceCell.compute(other), TOLERANCE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void statesCarryOverToTheWindowsThatFollow(Implementation implementation, Cell cell) {
    RecurrentShape shape = shape(cell, DIMENSIONS.get(0), true);
    RecurrentTask window = RecurrentTask.random(shape, 7);
    try (RecurrentKernel kernel = implementation.recurrent(shape)) {
      for (int i = 0; i < 3; i++) {
        RecurrentResult result = RecurrentRun.train(kernel, window);
        result.assertMatches(ReferenceCell.compute(window), TOLERANCE);
        window = window.next(result, 8 + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void inferenceTakesChangedParametersAndKeepsUnchangedOnes(
      Implementation implementation, Cell cell) {
    RecurrentShape shape = shape(cell, DIMENSIONS.get(0), false);
    RecurrentTask task = RecurrentTask.random(shape, 12);
    try (RecurrentKernel kernel = implementation.recurrent(shape)) {
      assertInfers(kernel, task);
      assertInfers(kernel, task);
      assertInfers(kernel, task.next(RecurrentRun.infer(kernel, task), 13));
      changeAndInfer(kernel, task, task.inputWeights());
      if (cell.waits()) {
        changeAndInfer(kernel, task, task.recurrentWeights());
      }
      changeAndInfer(kernel, task, task.bias());
    }
  }

  /** Changes the last value of some parameters, which of the recurrent ones is a peephole. */
  private static void changeAndInfer(
      RecurrentKernel kernel, RecurrentTask task, double[] parameters) {
    parameters[parameters.length - 1] += 1;
    assertInfers(kernel, task);
  }

  private static void assertInfers(RecurrentKernel kernel, RecurrentTask task) {
    RecurrentRun.infer(kernel, task).assertForwardMatches(ReferenceCell.compute(task), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void parametersThatAreNoNumbersMakeOutputsThatAreNone(Implementation implementation, Cell cell) {
    RecurrentTask task = RecurrentTask.random(shape(cell, DIMENSIONS.get(0), true), 15);
    Arrays.fill(task.inputWeights(), Double.NaN);
    Arrays.fill(task.recurrentWeights(), Double.NaN);
    Arrays.fill(task.bias(), Double.NaN);
    try (RecurrentKernel kernel = implementation.recurrent(task.shape())) {
      assertThat(RecurrentRun.train(kernel, task).output()).containsOnly(Double.NaN);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void gradientsAreThoseOfTheKernelsOwnLoss(Implementation implementation, Cell cell) {
    RecurrentShape shape = shape(cell, DIMENSIONS.get(0), true);
    RecurrentTask task = RecurrentTask.random(shape, 14);
    try (RecurrentKernel kernel = implementation.recurrent(shape)) {
      RecurrentResult result = RecurrentRun.train(kernel, task);
      assertGradient(kernel, task, task.input(), result.inputGradient());
      assertGradient(kernel, task, task.inputWeights(), result.inputWeightGradient());
      assertGradient(kernel, task, task.recurrentWeights(), result.recurrentWeightGradient());
      assertGradient(kernel, task, task.bias(), result.biasGradient());
      assertGradient(kernel, task, task.hidden(), result.initialHiddenGradient());
      if (cell.hasCellState()) {
        assertGradient(kernel, task, task.cellState(), result.initialCellGradient());
      }
      assertGradient(kernel, task, task.lastInput(), result.initialInputGradient());
    }
  }

  private static void assertGradient(
      RecurrentKernel kernel, RecurrentTask task, double[] values, double[] gradient) {
    double[] expected =
        FiniteDifferences.gradient(values, 1e-2, () -> task.loss(RecurrentRun.infer(kernel, task)));
    assertThat(Deviation.relative(gradient, expected)).isLessThan(2e-3);
  }
}
