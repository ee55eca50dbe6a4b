package org.rnnlm.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowersTest {
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 1, 1.25, 3, 20})
  void powersAreThoseOfMath(double exponent) {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 10_000; i++) {
      double base = Math.exp(-30 * random.nextDouble());
      double expected = Math.pow(base, exponent);
      assertThat(Powers.of(base, exponent))
          .isCloseTo(expected, within(1e-11 * Math.max(1, exponent) * expected));
    }
  }

  @Test
  void theEndsAreExact() {
    assertThat(Powers.of(1, 0.7)).isCloseTo(1, within(1e-11));
    assertThat(Powers.of(0, 0.7)).isZero();
    assertThat(Powers.of(1e-45, 1000)).isZero();
    assertThat(Powers.of(Double.MIN_VALUE, 1)).isZero();
  }
}
