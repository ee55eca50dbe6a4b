package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void sizesAreShownInAUnitThatTheyHaveTenOf() {
    assertThat(Progress.share(0, 1)).isEqualTo("0 of 1 bytes");
    assertThat(Progress.share(9_999, 9_999)).isEqualTo("9,999 of 9,999 bytes");
    assertThat(Progress.share(999_999, 2_500_000)).isEqualTo("999 of 2,500 kB");
    assertThat(Progress.share(7_654_321, 1_234_567_890)).isEqualTo("7 of 1,234 MB");
  }

  @Test
  void timeLeftIsThatOfTheTasksLeft() {
    assertThat(Progress.timeLeft(Duration.ofSeconds(100), 2, 2, 6)).isEqualTo(", 0:03:20 left");
    assertThat(Progress.timeLeft(Duration.ofHours(5), 10, 4, 15)).isEqualTo(", 2:30:00 left");
    assertThat(Progress.timeLeft(Duration.ofSeconds(9), 3, 0, 3)).isEqualTo(", 0:00:00 left");
  }

  @Test
  void nothingIsToldOfTimeLeftWhileFewerTasksAreDoneThanRunSideBySide() {
    assertThat(Progress.timeLeft(Duration.ofSeconds(100), 0, 6, 6)).isEmpty();
    assertThat(Progress.timeLeft(Duration.ofSeconds(100), 1, 31, 64)).isEmpty();
    assertThat(Progress.timeLeft(Duration.ofSeconds(110), 32, 32, 64)).isEqualTo(", 0:01:50 left");
  }
}
