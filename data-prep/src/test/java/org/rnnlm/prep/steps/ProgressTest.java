package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void timeLeftIsThatOfTheTasksLeft() {
    assertThat(Progress.timeLeft(Duration.ofSeconds(100), 2, 6)).isEqualTo(", 0:03:20 left");
    assertThat(Progress.timeLeft(Duration.ofHours(5), 10, 15)).isEqualTo(", 2:30:00 left");
    assertThat(Progress.timeLeft(Duration.ofSeconds(9), 3, 3)).isEqualTo(", 0:00:00 left");
    assertThat(Progress.timeLeft(Duration.ofSeconds(100), 0, 6)).isEmpty();
  }
}
