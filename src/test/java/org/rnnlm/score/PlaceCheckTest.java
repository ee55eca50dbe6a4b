package org.rnnlm.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlaceCheckTest {
  @Test
  void aBatchOfEqualRowsIsEven() {
    assertThat(
            PlaceCheck.ofSteps(
                4, 8, (window, steps) -> IntStream.range(0, 32).mapToDouble(i -> i / 4).toArray()))
        .isTrue();
  }

  @Test
  void oneBitInOneRowIsSeen() {
    assertThat(
            PlaceCheck.ofSteps(
                4,
                8,
                (window, steps) ->
                    IntStream.range(0, 32)
                        .mapToDouble(i -> i == 31 ? Math.nextUp(7.0) : i / 4)
                        .toArray()))
        .isFalse();
  }
}
