package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is an sLSTM's own: sums that would overflow, states of nothing, heads, its logarithm. */
class SlstmTest {
  private static final int UNITS = 8;
  private static final int FORGET_GATE = 1;
  private static final int INPUT_GATE = 3;

  /** A task whose sequences begin where nothing has been seen. */
  private static RecurrentTask task(int steps) {
    RecurrentTask task =
        RecurrentTask.random(new RecurrentShape(Cell.SLSTM, 5, UNITS, 3, steps, Passes.ALL, 2), 4);
    Arrays.fill(task.hidden(), 0);
    Arrays.fill(task.cellState(), 0);
    return task;
  }

  /** Adds something to the bias of a gate of all units. */
  private static void shift(RecurrentTask task, int gate, double by) {
    RecurrentShape shape = task.shape();
    for (int unit = 0; unit < UNITS; unit++) {
      int head = unit / shape.headSize();
      task.bias()[shape.column(gate, head) + unit % shape.headSize()] += by;
    }
  }

  private static double[] outputs(Implementation kernels, RecurrentTask task) {
    try (RecurrentKernel kernel = kernels.recurrent(task.shape())) {
      return RecurrentRun.infer(kernel, task).output();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatAllInputGatesHaveInCommonChangesNothing(Implementation kernels) {
    double[] expected = outputs(kernels, task(20));
    for (double by : new double[] {-60, 60}) { // powers of it, added up, are beyond any float
      RecurrentTask shifted = task(20);
      shift(shifted, INPUT_GATE, by);
      assertThat(Deviation.relative(outputs(kernels, shifted), expected)).isLessThan(1e-4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void gatesFarBeyondAnyPowerStayNumbersForwardAndBackward(Implementation kernels) {
    for (double forget : new double[] {-500, 0, 500}) {
      for (double in : new double[] {-500, 500}) {
        RecurrentTask task = task(40);
        shift(task, FORGET_GATE, forget);
        shift(task, INPUT_GATE, in);
        assertAreNumbers(kernels, task);
      }
    }
  }

  private static void assertAreNumbers(Implementation kernels, RecurrentTask task) {
    try (RecurrentKernel kernel = kernels.recurrent(task.shape())) {
      RecurrentResult result = RecurrentRun.train(kernel, task);
      assertThat(Arrays.stream(result.output())).allMatch(Double::isFinite);
      assertThat(Arrays.stream(result.cellState())).allMatch(Double::isFinite);
      assertThat(Arrays.stream(result.inputWeightGradient())).allMatch(Double::isFinite);
      assertThat(Arrays.stream(result.recurrentWeightGradient())).allMatch(Double::isFinite);
      assertThat(Arrays.stream(result.biasGradient())).allMatch(Double::isFinite);
    }
  }

  @ParameterizedTest
  @EnumSource
  void fromNothingGradientsAreTheReferencesToo(Implementation kernels) {
    RecurrentTask task = task(6);
    RecurrentResult expected = ReferenceCell.compute(task);
    try (RecurrentKernel kernel = kernels.recurrent(task.shape())) {
      RecurrentResult actual = RecurrentRun.train(kernel, task);

      actual.assertForwardMatches(expected, 2e-5);
      assertClose(actual.inputGradient(), expected.inputGradient());
      assertClose(actual.inputWeightGradient(), expected.inputWeightGradient());
      assertClose(actual.recurrentWeightGradient(), expected.recurrentWeightGradient());
      assertClose(actual.biasGradient(), expected.biasGradient());
    }
  }

  private static void assertClose(double[] actual, double[] expected) {
    assertThat(Deviation.relative(actual, expected)).isLessThan(2e-5);
  }

  @Test
  void aHeadSeesNothingOfTheOthersStates() {
    RecurrentTask task = task(1);
    double[] before = outputs(Implementation.JAVA_ON_OPENBLAS, task);
    task.hidden()[0] = 1; // the first unit of the first sequence

    double[] after = outputs(Implementation.JAVA_ON_OPENBLAS, task);

    int size = task.shape().headSize();
    assertThat(Arrays.copyOf(after, size)).isNotEqualTo(Arrays.copyOf(before, size));
    assertThat(Arrays.copyOfRange(after, size, after.length))
        .isEqualTo(Arrays.copyOfRange(before, size, before.length));
  }

  @Test
  void theLogarithmIsWithinSinglePrecision() {
    float[] of = new float[100_001];
    for (int i = 0; i < of.length; i++) {
      of[i] = i / 100_000f;
    }
    float[] logarithms = new float[of.length];
    SteppedLoops.logOfOnePlus(of, logarithms, of.length);
    double worst = 0;
    for (int i = 0; i < of.length; i++) {
      worst = Math.max(worst, Math.abs(logarithms[i] - Math.log1p(of[i])));
    }
    assertThat(worst).isLessThan(2e-7);
  }
}
