package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

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
  void aRateOfZeroIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LearningRate(LearningRate.Schedule.CONSTANT, 0, 0))
        .withMessageContaining("above 0");
  }
}
