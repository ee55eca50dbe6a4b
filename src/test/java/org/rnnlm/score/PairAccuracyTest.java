package org.rnnlm.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairAccuracyTest {
  @Test
  void theIntervalIsWilsons() {
    PairAccuracy some = new PairAccuracy(15, 0, 20); // by R's prop.test without correction
    assertThat(some.accuracy()).isEqualTo(0.75);
    assertThat(some.least()).isCloseTo(0.5313, within(5e-4));
    assertThat(some.most()).isCloseTo(0.8881, within(5e-4));
    assertThat(new PairAccuracy(20, 0, 20).most()).isEqualTo(1);
    assertThat(new PairAccuracy(20, 0, 20).least()).isCloseTo(0.8389, within(5e-4));
    assertThat(new PairAccuracy(0, 0, 20).least()).isZero();
  }

  @Test
  void aTieIsHalfAPair() {
    PairAccuracy one = PairAccuracy.NONE.with(1, 2).with(2, 1).with(3, 3);
    assertThat(one).isEqualTo(new PairAccuracy(1, 1, 3));
    assertThat(one.accuracy()).isEqualTo(0.5);
  }
}
