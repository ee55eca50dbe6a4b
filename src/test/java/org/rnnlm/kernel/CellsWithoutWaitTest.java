package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of the cells whose steps do not wait for each other, beside what holds of all. */
class CellsWithoutWaitTest {
  private static final RecurrentShape SHAPE = new RecurrentShape(Cell.MIN_LSTM, 4, 7, 3, 5, true);

  @ParameterizedTest
  @CsvSource({"-30, -28", "-28, -30", "9, -4", "-70, 3", "35, 38"})
  void aMinLstmSharesRightlyHoweverFarItsGatesAreShutOrOpen(double forget, double in) {
    RecurrentTask task = RecurrentTask.random(SHAPE, 1);
    for (int unit = 0; unit < 7; unit++) {
      task.bias()[unit] += forget;
      task.bias()[7 + unit] += in;
    }
    toSingles(task.bias());
    try (RecurrentKernel kernel = SteppedRecurrent.onOpenBlas(SHAPE)) {
      RecurrentRun.train(kernel, task).assertMatches(ReferenceCell.compute(task), 2e-5);
    }
  }

  private static void toSingles(double[] values) {
    Arrays.setAll(values, i -> (float) values[i]);
  }

  @ParameterizedTest
  @EnumSource(names = {"MIN_GRU", "MIN_LSTM"})
  void statesStayAboveZeroAndDoNotOutgrowTheirCandidates(Cell cell) {
    RecurrentShape shape = new RecurrentShape(cell, 4, 7, 3, 300, false);
    RecurrentTask task = RecurrentTask.random(shape, 2);
    Arrays.fill(task.hidden(), 0);
    try (RecurrentKernel kernel = SteppedRecurrent.onOpenBlas(shape)) {
      double[] output = RecurrentRun.infer(kernel, task).output();

      assertThat(Arrays.stream(output).min().orElseThrow()).isPositive();
      assertThat(Arrays.stream(output).max().orElseThrow()).isLessThan(20);
    }
  }

  @Test
  void thePositiveCandidateAndItsSlopeAreThoseOfTheEquation() {
    float[] sums = new float[1000];
    Random random = new Random(3);
    for (int i = 0; i < sums.length; i++) {
      sums[i] = (float) (4 * random.nextGaussian());
    }
    float[] activated = sums.clone();
    float[] slopes = new float[sums.length];
    Arrays.fill(slopes, 1);

    new PositiveCandidate(new float[sums.length]).of(activated, sums.length);
    PositiveCandidate.multiplySlope(slopes, activated, sums.length);

    for (int i = 0; i < sums.length; i++) {
      double logistic = 1 / (1 + Math.exp(-sums[i]));
      double expected = sums[i] > 0 ? sums[i] + 0.5 : logistic;
      double slope = sums[i] > 0 ? 1 : logistic * (1 - logistic);
      assertThat(Math.abs(activated[i] - expected)).isLessThan(2e-6);
      assertThat(Math.abs(slopes[i] - slope)).isLessThan(2e-6);
    }
  }
}
