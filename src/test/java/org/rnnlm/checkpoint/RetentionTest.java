package org.rnnlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {
  @ParameterizedTest
  @CsvSource({
    "'the newest', 70, 0, true",
    "'the last but one', 60, 1, true",
    "'an older one', 50, 2, false",
    "'the best', 20, 5, true",
    "'an n-th one', 30, 4, true",
  })
  void theLastTheBestAndEveryNthAreKept(String which, int round, int newerOnes, boolean kept) {
    assertThat(new Retention(2, 30).keeps(round, newerOnes, 20)).as(which).isEqualTo(kept);
  }

  @Test
  void everyZeroKeepsNoneForGood() {
    assertThat(new Retention(2, 0).keeps(30, 4, 20)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "-1, 5", "3, -1"})
  void aRetentionOutOfRangeIsRefused(int last, int every) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retention(last, every))
        .withMessage(
            "retention of the last %d and every %d: at least 1 and at least 0", last, every);
  }
}
