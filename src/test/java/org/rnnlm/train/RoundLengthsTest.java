package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundLengthsTest {
  @Test
  void roundsGrowUntilTheyAreFull() {
    RoundLengths lengths = new RoundLengths(2, 1.5, 7);
    assertThat(IntStream.range(0, 6).map(lengths::of)).containsExactly(2, 3, 4, 6, 7, 7);
  }

  @Test
  void roundsOfOneLengthAreAllAlike() {
    assertThat(IntStream.range(0, 3).map(RoundLengths.constant(5)::of)).containsExactly(5, 5, 5);
  }

  @Test
  void theyAddUp() {
    RoundLengths lengths = new RoundLengths(2, 1.5, 7);
    for (int from = 0; from < 8; from++) {
      long batches = 0;
      for (int rounds = 0; rounds < 20; rounds++) {
        assertThat(lengths.of(from, rounds)).isEqualTo(batches);
        assertThat(lengths.rounds(from, batches)).isEqualTo(rounds);
        assertThat(lengths.rounds(from, batches + 1)).isEqualTo(rounds + 1);
        batches += lengths.of(from + rounds);
      }
    }
  }

  @Test
  void badLengthsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RoundLengths.constant(0))
        .withMessageContaining("has 0 batches");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RoundLengths(8, 2, 7))
        .withMessageContaining("at most");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RoundLengths(2, 0.5, 7))
        .withMessageContaining("growth is 0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RoundLengths(2, 1, 7))
        .withMessageContaining("never become");
  }
}
