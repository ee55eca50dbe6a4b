package org.rnnlm.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UnitScoresTest {
  @Test
  void unitsAreScoredByMannAndWhitneyAndByPearson() {
    boolean[] matches = {true, false, true, false, false};
    UnitScores scores = UnitScores.of(new float[] {3, 1, 2, 2, 0}, matches);

    assertThat(scores.auc()).isCloseTo(5.5 / 6, within(1e-12));
    assertThat(scores.correlation()).isCloseTo(0.7205766921, within(1e-6));
    assertThat(UnitScores.of(new float[] {1, 1, 1, 1, 1}, matches).auc()).isEqualTo(0.5);
    assertThat(UnitScores.of(new float[] {1, 2}, new boolean[] {true, true}).auc()).isEqualTo(0.5);
  }
}
