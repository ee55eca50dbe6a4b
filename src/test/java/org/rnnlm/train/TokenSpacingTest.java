package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TokenSpacingTest {
  /** The ends of rounds of 10 tokens that come upon a mark. */
  private static List<Long> due(TokenSpacing spacing) {
    return LongStream.rangeClosed(1, 20)
        .map(round -> 10 * round)
        .filter(end -> spacing.isDue(end - 10, end))
        .boxed()
        .toList();
  }

  @Test
  void marksEquallyFarApartAreMetByTheRoundThatReachesThem() {
    assertThat(due(TokenSpacing.every(45))).containsExactly(50L, 90L, 140L, 180L);
    assertThat(due(TokenSpacing.every(10))).hasSize(20);
    assertThat(due(TokenSpacing.every(3))).as("once a round").hasSize(20);
  }

  @Test
  void growingMarksAreLogarithmicallySpaced() {
    assertThat(due(new TokenSpacing(10, 2))).containsExactly(10L, 20L, 40L, 80L, 160L);
    assertThat(due(new TokenSpacing(25, 2))).containsExactly(30L, 50L, 100L, 200L);
  }

  @Test
  void withoutAFirstMarkThereAreNone() {
    assertThat(due(TokenSpacing.NEVER)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenSpacing(1, 0.5));
  }
}
