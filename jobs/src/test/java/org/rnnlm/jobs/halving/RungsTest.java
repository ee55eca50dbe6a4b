package org.rnnlm.jobs.halving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RungsTest {
  @Test
  void rungsAreCountedFromTheTop() {
    assertThat(Rungs.of(27, 3, 1, 9).epochs()).containsExactly(1, 3, 9);
    assertThat(Rungs.of(27, 3, 1, 10).epochs()).containsExactly(2, 4, 10);
    assertThat(Rungs.of(27, 3, 2, 9).epochs()).containsExactly(3, 9);
    assertThat(Rungs.of(16, 4, 1, 16).epochs()).containsExactly(1, 4, 16);
  }

  @Test
  void soFewTrialsThatNoneWouldComeToTheTopHaveFewerRungs() {
    assertThat(Rungs.of(26, 3, 1, 27).epochs()).containsExactly(3, 9, 27);
    assertThat(Rungs.of(2, 3, 1, 27).epochs()).containsExactly(27);
    assertThat(Rungs.of(27, 3, 1, 2).epochs()).containsExactly(2);
    assertThat(Rungs.whole(5).epochs()).containsExactly(5);
  }

  @Test
  void aPromotedTrialTrainsWhatItHasNotTrainedYet() {
    assertThat(Rungs.of(27, 3, 1, 9).expectedEpochs(27)).isEqualTo(27 + 9 * 2 + 3 * 6);
    assertThat(Rungs.whole(9).expectedEpochs(27)).isEqualTo(243);
  }

  @Test
  void whatHalvesNothingIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Rungs.of(9, 1, 1, 9));
    assertThatIllegalArgumentException().isThrownBy(() -> Rungs.of(9, 3, 0, 9));
    assertThatIllegalArgumentException().isThrownBy(() -> new Rungs(3, List.of()));
  }
}
