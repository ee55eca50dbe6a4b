package org.rnnlm.jobs.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.train.RoundLengths;

class RoundBatchesTest {
  private static Settings with(int workers, String batches) {
    return SettingsLayers.ofReference()
        .withAssignments(List.of("train.workers=" + workers, "train.round-batches=" + batches))
        .settings();
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 16", "7, 0, 16", "8, 0, 8", "64, 0, 8", "64, 256, 256", "2, 4, 4"})
  void manyWorkersHaveShortRoundsUnlessTheirLengthIsGiven(int workers, String batches, int full) {
    RoundLengths rounds = TrainingSpecs.of(with(workers, batches)).rounds();

    assertThat(rounds.full()).isEqualTo(full);
    assertThat(rounds.first()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "2.5", "some", "1e12"})
  void whatIsNoNumberOfBatchesIsRefused(String batches) {
    assertThatThrownBy(() -> TrainingSpecs.of(with(2, batches)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("train.round-batches");
  }
}
