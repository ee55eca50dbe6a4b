package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reference is right by finite differences, and by what its cells are known to do. */
class ReferenceCellTest {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-8;

  @ParameterizedTest
  @EnumSource
  void gradientsAreThoseOfTheLossInEachOfSeveralWindows(Cell cell) {
    RecurrentTask window = RecurrentTask.random(shape(cell, 4), 1);
    for (int i = 0; i < 3; i++) {
      assertGradients(window);
      window = window.next(ReferenceCell.compute(window), 2 + i);
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreThoseOfTheLossWithMasksAndDroppedConnections(Cell cell) {
    RecurrentTask task =
        RecurrentTask.random(shape(cell, 4), 5)
            .masked(1, 1, 0, 1, 0, 1, 0, 1, 1, 0, 1, 0)
            .dropped(0.3, 6);

    assertGradients(task);
  }

  @ParameterizedTest
  @EnumSource
  void windowsWithACarriedStateAreOneLongSequence(Cell cell) {
    RecurrentTask whole = RecurrentTask.random(shape(cell, 8), 7);
    RecurrentTask first = steps(whole, 0, 4, whole.hidden(), whole.cellState(), whole.lastInput());
    RecurrentResult begun = ReferenceCell.compute(first);
    RecurrentTask second = steps(whole, 4, 8, begun.hidden(), begun.cellState(), begun.lastInput());

    RecurrentResult expected = ReferenceCell.compute(whole);
    RecurrentResult ended = ReferenceCell.compute(second);

    assertThat(Deviation.relative(ended.hidden(), expected.hidden())).isLessThan(1e-14);
    assertThat(Deviation.relative(ended.cellState(), expected.cellState())).isLessThan(1e-14);
  }

  private static RecurrentShape shape(Cell cell, int steps) {
    return new RecurrentShape(cell, 5, 7, 3, steps, true);
  }

  private static RecurrentTask steps(
      RecurrentTask of, int from, int to, double[] hidden, double[] cellState, double[] lastInput) {
    RecurrentShape shape = shape(of.shape().cell(), to - from);
    return new RecurrentTask(
        shape,
        of.inputWeights(),
        of.recurrentWeights(),
        of.bias(),
        Arrays.copyOfRange(of.input(), from * 3 * 5, to * 3 * 5),
        hidden,
        cellState,
        lastInput,
        Arrays.copyOfRange(of.outputGradient(), from * 3 * 7, to * 3 * 7),
        of.hiddenGradient(),
        of.cellGradient(),
        of.lastInputGradient(),
        null,
        null);
  }

  private static void assertGradients(RecurrentTask task) {
    RecurrentResult result = ReferenceCell.compute(task);
    assertGradient("input", task, task.input(), result.inputGradient());
    assertGradient("input weights", task, task.inputWeights(), result.inputWeightGradient());
    assertGradient(
        "recurrent weights", task, task.recurrentWeights(), result.recurrentWeightGradient());
    assertGradient("bias", task, task.bias(), result.biasGradient());
    assertGradient("hidden state", task, task.hidden(), result.initialHiddenGradient());
    if (task.shape().cell().hasCellState()) {
      assertGradient("cell state", task, task.cellState(), result.initialCellGradient());
    }
    assertGradient("input before", task, task.lastInput(), result.initialInputGradient());
  }

  private static void assertGradient(
      String of, RecurrentTask task, double[] values, double[] gradient) {
    double[] expected = FiniteDifferences.gradient(values, STEP, () -> ReferenceCell.loss(task));
    assertThat(Deviation.relative(gradient, expected)).as(of).isLessThan(TOLERANCE);
  }
}
