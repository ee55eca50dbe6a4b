package org.rnnlm.jobs.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;

/** What becomes of {@code train.learning-rate}, here 0.002, with several workers. */
class RateScaleTest {
  private static Settings with(String... assignments) {
    return SettingsLayers.ofReference().withAssignments(List.of(assignments)).settings();
  }

  @ParameterizedTest
  @CsvSource({
    "1, average, auto, 0.002",
    "4, average, auto, 0.004",
    "16, average, auto, 0.008",
    "16, nesterov, auto, 0.002",
    "16, bmuf, auto, 0.002",
    "16, average, 1, 0.002",
    "16, nesterov, 2.5, 0.005"
  })
  void theWorkersRateFollowsFromTheirNumberAndTheOuterOptimizer(
      int workers, String outer, String scale, double expected) {
    Settings settings =
        with(
            "train.workers=" + workers,
            "train.outer-optimizer=" + outer,
            "train.rate-scale=" + scale);

    assertThat(TrainingSpecs.of(settings).learningRate().peak()).isCloseTo(expected, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "Infinity", "sqrt"})
  void anotherScaleIsRefused(String scale) {
    Settings settings = with("train.rate-scale=" + scale);

    assertThatThrownBy(() -> TrainingSpecs.of(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("train.rate-scale")
        .hasMessageContaining("is '" + scale + "', it must be auto or a number above 0");
  }
}
