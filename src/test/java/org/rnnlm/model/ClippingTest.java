package org.rnnlm.model;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClippingTest {
  @ParameterizedTest
  @CsvSource({"-1, 5", "5, -0.5", "NaN, 0", "0, NaN"})
  void negativeClippingIsRefused(double value, double norm) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Clipping(value, norm))
        .withMessage(
            "clipping by value "
                + value
                + " and norm "
                + norm
                + ": both must be at least 0 (0: no limit)");
  }
}
