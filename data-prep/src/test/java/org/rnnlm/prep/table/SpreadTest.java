package org.rnnlm.prep.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void quantilesOfPartsTogetherAreThoseOfTheWhole() {
    Spread whole = Spread.none();
    Spread parts = Spread.none();
    for (int part = 0; part < 4; part++) {
      Spread one = Spread.none();
      for (int i = part; i < 1_000; i += 4) {
        one.add(i + 1);
        whole.add(i + 1);
      }
      parts.addAll(one);
    }
    assertThat(parts).isEqualTo(whole);
    assertThat(whole.count()).isEqualTo(1_000);
    for (double share : new double[] {0.05, 0.5, 0.95, 1}) {
      assertThat(whole.quantile(share)).isCloseTo(1_000 * share, withinPercentage(2.2));
    }
  }

  @Test
  void doublingsCountWhatIsBelowTheirEnd() {
    Spread spread = Spread.none();
    for (double value : new double[] {1, 1.9, 2, 3.9, 4, 0.3}) {
      spread.add(value);
    }
    assertThat(spread.doublings())
        .containsExactly(
            Map.entry("0.5", 1L), Map.entry("2", 2L), Map.entry("4", 2L), Map.entry("8", 1L));
  }
}
