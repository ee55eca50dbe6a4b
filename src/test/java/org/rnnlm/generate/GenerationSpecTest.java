package org.rnnlm.generate;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.text.Text;

class GenerationSpecTest {
  @Test
  void aLengthBelowOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GenerationSpec(0, 1, false, 3))
        .withMessage("length is 0, it must be at least 1");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void aTemperatureThatIsNoFiniteNumberFromZeroIsRefused(double temperature) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GenerationSpec(5, temperature, false, 3))
        .withMessage(
            Text.format(
                "temperature is %s, it must be at least 0 (0: the likeliest token)", temperature));
  }
}
