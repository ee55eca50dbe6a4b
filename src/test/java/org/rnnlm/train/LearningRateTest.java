package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rnnlm.run.EpochMetrics;

class LearningRateTest {
  @Test
  void aConstantRateStays() {
    LearningRate rate = new LearningRate(LearningRate.Schedule.CONSTANT, 0.3, 0);
    assertThat(rate.at(0, 100)).isEqualTo(0.3);
    assertThat(rate.at(99, 100)).isEqualTo(0.3);
  }

  @Test
  void aCosineFallsToATenth() {
    LearningRate rate = new LearningRate(LearningRate.Schedule.COSINE, 0.4, 0);
    assertThat(rate.at(0, 1000)).isEqualTo(0.4);
    assertThat(rate.at(500, 1000)).isCloseTo(0.22, within(1e-12));
    assertThat(rate.at(1000, 1000)).isCloseTo(0.04, within(1e-12));
    assertThat(rate.at(2000, 1000)).isCloseTo(0.04, within(1e-12));
  }

  @Test
  void aWarmUpRisesInAStraightLine() {
    LearningRate rate = new LearningRate(LearningRate.Schedule.COSINE, 1, 100);
    assertThat(rate.at(1, 1000)).isCloseTo(0.01, within(1e-12));
    assertThat(rate.at(50, 1000)).isCloseTo(0.5, within(1e-12));
    assertThat(rate.at(100, 1000)).isEqualTo(1);
  }

  @Test
  void aRateThatIsHalvedOnARiseIsHalvedForEachOne() {
    LearningRate rate = new LearningRate(LearningRate.Schedule.HALVE_ON_RISE, 0.4, 100);
    assertThat(after(rate)).isEqualTo(0.4);
    assertThat(after(rate, 5)).isEqualTo(0.4);
    assertThat(after(rate, 5, 4, 4)).as("an equal loss is no rise").isEqualTo(0.4);
    assertThat(after(rate, 5, 4, 4.1)).isEqualTo(0.2);
    assertThat(after(rate, 5, 4, 4.1, 4.05)).as("still above the lowest").isEqualTo(0.2);
    assertThat(after(rate, 5, 6, 4, 3, 3.5, 3.6)).isEqualTo(0.05);
    assertThat(rate.after(epochs(1, 2), List.of()).at(50, 1000))
        .as("warm-up")
        .isCloseTo(0.1, within(1e-12));
  }

  @Test
  void otherSchedulesDoNotHeedLosses() {
    for (LearningRate.Schedule schedule :
        List.of(
            LearningRate.Schedule.CONSTANT,
            LearningRate.Schedule.COSINE,
            LearningRate.Schedule.ONE_CYCLE)) {
      LearningRate rate = new LearningRate(schedule, 0.4, 0);
      assertThat(rate.after(epochs(1, 2, 3), List.of(1.0, 2.0, 3.0))).isEqualTo(rate);
    }
  }

  /**
   * Values that PyTorch's OneCycleLR(max_lr=0.4, total_steps=1001, pct_start=0.3) passes through.
   */
  @Test
  void oneCycleRisesFromA25thAndFallsToNextToNothing() {
    LearningRate rate = new LearningRate(LearningRate.Schedule.ONE_CYCLE, 0.4, 0);
    assertThat(rate.at(0, 1000)).isCloseTo(0.016, within(1e-12));
    assertThat(rate.at(150, 1000)).isCloseTo(0.208, within(1e-12));
    assertThat(rate.at(300, 1000)).isCloseTo(0.4, within(1e-12));
    assertThat(rate.at(650, 1000)).isCloseTo((0.4 + 1.6e-6) / 2, within(1e-12));
    assertThat(rate.at(1000, 1000)).isCloseTo(1.6e-6, within(1e-12));
    assertThat(rate.at(1200, 1000)).isCloseTo(1.6e-6, within(1e-12));
    LearningRate early = new LearningRate(LearningRate.Schedule.ONE_CYCLE, 0.4, 100);
    assertThat(early.at(50, 1000)).isCloseTo(0.208, within(1e-12));
    assertThat(early.at(100, 1000)).isCloseTo(0.4, within(1e-12));
  }

  @Test
  void onAPlateauTheRateFallsEachTimePatienceRunsOut() {
    Plateau plateau = new Plateau(new Patience(2, 0.1), 0.5);
    LearningRate rate = new LearningRate(LearningRate.Schedule.PLATEAU, 0.4, 0, plateau);
    assertThat(onPlateau(rate)).isEqualTo(0.4);
    assertThat(onPlateau(rate, 5.0, 4.95)).isEqualTo(0.4);
    assertThat(onPlateau(rate, 5.0, 4.95, 4.92)).as("by less than asked for").isEqualTo(0.2);
    assertThat(onPlateau(rate, 5.0, 6.0, 4.0, 4.1)).as("counted anew").isEqualTo(0.4);
    assertThat(onPlateau(rate, 5.0, 6.0, 6.0, 6.0, 5.5)).as("twice").isEqualTo(0.1);
  }

  private static double onPlateau(LearningRate rate, Double... validLosses) {
    return rate.after(List.of(), List.of(validLosses)).at(500, 1000);
  }

  private static double after(LearningRate rate, double... trainLosses) {
    return rate.after(epochs(trainLosses), List.of()).at(500, 1000);
  }

  /** With validation losses that fall, which must not matter. */
  private static List<EpochMetrics> epochs(double... trainLosses) {
    return Arrays.stream(trainLosses)
        .mapToObj(loss -> new EpochMetrics(1, 1, 1, loss, 10 - loss, 1, 1, Map.of(), Map.of()))
        .toList();
  }

  @Test
  void aRateOfZeroIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LearningRate(LearningRate.Schedule.CONSTANT, 0, 0))
        .withMessageContaining("above 0");
  }
}
