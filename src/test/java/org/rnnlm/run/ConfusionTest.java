package org.rnnlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfusionTest {
  @Test
  void macroF1IsTheMeanOverTheClassesThatOccur() {
    // class 2 is neither seen nor predicted; class 3 is predicted once and never right
    Confusion confusion = Confusion.of(4, new int[] {0, 0, 0, 1, 1}, new int[] {0, 0, 3, 1, 0});
    assertThat(confusion.f1(0)).isEqualTo(2.0 / 3, within(1e-12));
    assertThat(confusion.f1(1)).isEqualTo(2.0 / 3, within(1e-12));
    assertThat(confusion.f1(3)).isZero();
    assertThat(confusion.macroF1()).isEqualTo((2.0 / 3 + 2.0 / 3 + 0) / 3, within(1e-12));
  }

  @Test
  void aPerfectClassifierHasMacroF1OfOneWhateverClassesTheSplitLacks() {
    assertThat(Confusion.of(3, new int[] {0, 2}, new int[] {0, 2}).macroF1()).isEqualTo(1);
  }

  @Test
  void withoutSequencesItIsZero() {
    assertThat(Confusion.of(2, new int[0], new int[0]).macroF1()).isZero();
  }
}
