package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.Hashes;

class WindowLengthsTest {
  private static int[] drawn(WindowLengths lengths, int count) {
    return IntStream.range(0, count).map(batch -> lengths.of(Hashes.seed(7, batch))).toArray();
  }

  @Test
  void constantWindowsAreWhatTheyAre() {
    assertThat(drawn(WindowLengths.constant(3), 4)).containsOnly(3);
    assertThat(drawn(WindowLengths.WHOLE, 4)).containsOnly(0);
  }

  @Test
  void lengthsAreNormalAboutTheBaseAndInAShareOfTheBatchesAboutHalfOfIt() {
    int[] drawn = drawn(new WindowLengths(70, 0.25, 4), 20_000);
    int[] halved = IntStream.of(drawn).filter(length -> length < 52).toArray();
    int[] full = IntStream.of(drawn).filter(length -> length > 52).toArray();
    assertThat(halved.length / 20_000.0).isCloseTo(0.25, within(0.01));
    assertThat(mean(halved)).isCloseTo(35, within(0.3));
    assertThat(mean(full)).isCloseTo(70, within(0.15));
    double variance = IntStream.of(full).mapToDouble(length -> Math.pow(length - 70, 2)).sum();
    assertThat(Math.sqrt(variance / full.length)).isCloseTo(4, within(0.1));
  }

  private static double mean(int[] lengths) {
    return IntStream.of(lengths).average().orElseThrow();
  }

  @Test
  void aSeedDrawsTheSameEachTime() {
    WindowLengths lengths = new WindowLengths(70, 0.05, 5);
    assertThat(drawn(lengths, 9)).isEqualTo(drawn(lengths, 9));
  }

  @Test
  void noneIsShorterThanFiveStepsUnlessTheBaseIs() {
    assertThat(IntStream.of(drawn(new WindowLengths(8, 0.5, 1e9), 200)).min()).hasValue(5);
    assertThat(IntStream.of(drawn(new WindowLengths(2, 0.5, 3), 200)).min()).hasValue(2);
  }

  @Test
  void whatCannotVaryIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowLengths(0, 0, 1))
        .withMessageContaining("set train.window, or");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowLengths(4, 1, 0))
        .withMessageContaining("is 1.0, it must be from 0 to below 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowLengths(4, 0, Double.NaN))
        .withMessageContaining("is NaN steps");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WindowLengths.constant(-1))
        .withMessageContaining("window is -1");
  }
}
