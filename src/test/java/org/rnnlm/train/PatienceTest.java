package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static int exhausted(int validations, Double... losses) {
    return new Patience(validations, 0).exhausted(List.of(losses));
  }

  @Test
  void itRunsOutAfterSoManyValidationsInARowWithoutALowerLossThanTheLowest() {
    assertThat(exhausted(2, 5.0, 4.0, 4.5)).isZero();
    assertThat(exhausted(2, 5.0, 4.0, 4.5, 4.2)).as("lower, but not the lowest").isEqualTo(1);
    assertThat(exhausted(2, 5.0, 4.0, 4.5, 3.9, 4.0)).isZero();
    assertThat(exhausted(1, 5.0, 5.0)).as("an equal loss is no lower one").isEqualTo(1);
    assertThat(exhausted(1, 5.0, 6.0, 7.0)).isEqualTo(2);
  }

  @Test
  void withoutALimitItNeverRunsOut() {
    assertThat(Patience.ENDLESS.exhausted(List.of(1.0, 2.0, 3.0, 4.0))).isZero();
  }

  @Test
  void negativePatienceIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Patience(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Patience(1, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new Plateau(Patience.ENDLESS, 1));
  }
}
