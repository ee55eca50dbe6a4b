package org.rnnlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.text.Text;

class RetentionTest {
  @ParameterizedTest
  @CsvSource({
    "'the newest', 70, 0, true",
    "'the last but one', 60, 1, true",
    "'an older one', 50, 2, false",
    "'the best', 20, 5, true",
    "'the second of the best', 40, 5, true",
    "'the third of the best', 10, 5, false",
    "'an n-th one', 30, 4, true",
  })
  void theLastTheBestAndEveryNthAreKept(String which, int round, int newerOnes, boolean kept) {
    assertThat(new Retention(2, 2, 30).keeps(round, newerOnes, List.of(20, 40, 10)))
        .as(which)
        .isEqualTo(kept);
  }

  @Test
  void everyZeroKeepsNoneForGood() {
    assertThat(new Retention(2, 1, 0).keeps(30, 4, List.of(20))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 5", "-1, 1, 5", "3, 0, 5", "3, 1, -1"})
  void aRetentionOutOfRangeIsRefused(int last, int best, int every) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retention(last, best, every))
        .withMessage(
            Text.format(
                "retention of the last %d, the best %d and every %d: at least 1, 1 and 0",
                last, best, every));
  }
}
