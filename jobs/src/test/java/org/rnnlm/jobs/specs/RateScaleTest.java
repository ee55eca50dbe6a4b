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
import org.rnnlm.model.OptimizerSpec;

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
            "train.learning-rate=0.002",
            "train.workers=" + workers,
            "train.outer-optimizer=" + outer,
            "train.rate-scale=" + scale);

    assertThat(TrainingSpecs.of(settings).learningRate().peak()).isCloseTo(expected, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "adamw, average, 0.004",
    "rmsprop, average, 0.004",
    "rmsprop, nesterov, 0.002",
    "sgd, average, 0.002",
    "nesterov, average, 0.002",
    "sgd, nesterov, 0.0005",
    "nesterov, bmuf, 0.0005"
  })
  void ofFourWorkersItFollowsFromTheirOptimizerToo(
      String optimizer, String outer, double expected) {
    Settings settings =
        with(
            "train.learning-rate=0.002",
            "train.workers=4",
            "train.optimizer=" + optimizer,
            "train.outer-optimizer=" + outer);

    assertThat(TrainingSpecs.of(settings).learningRate().peak()).isCloseTo(expected, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "adam, 0.999, 0, 2",
    "adamw, 0.999, 0, 2",
    "sgd, 0.999, 0, 0",
    "nesterov, 0.999, 0.9, 1",
    "rmsprop, 0.99, 0, 1"
  })
  void whatIsLeftToAnOptimizerIsItsOwn(String name, double beta2, double momentum, int values) {
    OptimizerSpec optimizer = TrainingSpecs.of(with("train.optimizer=" + name)).optimizer();

    assertThat(optimizer.beta2()).isEqualTo(beta2);
    assertThat(optimizer.momentum()).isEqualTo(momentum);
    assertThat(optimizer.values()).isEqualTo(values);
  }

  @ParameterizedTest
  @CsvSource({
    "train.averaging=dl4j, train.optimizer=sgd, train.optimizer",
    "compute.kernel=dl4j, train.weight-decay=0.1, train.optimizer",
    "train.optimizer=nesterov, train.momentum=0, train.momentum",
    "train.optimizer=sgd, train.momentum=1, train.momentum",
    "train.optimizer=adam, train.beta2=1, train.beta2"
  })
  void whatAnOptimizerCannotDoIsRefusedByTheKey(String first, String second, String key) {
    Settings settings = with(first, second);

    assertThatThrownBy(() -> TrainingSpecs.of(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key);
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
