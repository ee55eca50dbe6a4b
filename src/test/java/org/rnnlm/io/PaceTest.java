package org.rnnlm.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void aSlowStartDoesNotCount() {
    Pace pace = new Pace(1000);
    pace.mark(60, 10); // at this pace the rest would take an hour and a half
    pace.mark(66, 70);
    pace.mark(72, 130);
    assertThat(pace.secondsLeft()).hasValue(87);
  }

  @Test
  void nothingIsToldBeforeEnoughIsKnown() {
    Pace pace = new Pace(1000);
    assertThat(pace.secondsLeft()).isEmpty();
    pace.mark(60, 10);
    pace.mark(61, 20);
    assertThat(pace.secondsLeft()).isEmpty();
    pace.mark(62, 30); // three marks, but over two seconds and a fiftieth
    assertThat(pace.secondsLeft()).isEmpty();
    pace.mark(70, 110);
    assertThat(pace.secondsLeft()).hasValue(89);
  }

  @Test
  void aShortJobTellsItFromATenthOn() {
    Pace pace = new Pace(10);
    pace.mark(1, 1);
    pace.mark(2, 2);
    pace.mark(3, 3);
    assertThat(pace.secondsLeft()).hasValue(7);
  }
}
