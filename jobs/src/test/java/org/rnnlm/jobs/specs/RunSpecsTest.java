package org.rnnlm.jobs.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.mlflow.MlflowSpec;
import org.rnnlm.train.RunSpec;

class RunSpecsTest {
  private static RunSpec spec(String... assignments) {
    SettingsLayers layers = SettingsLayers.ofReference();
    for (String assignment : assignments) {
      layers = layers.withAssignment(assignment);
    }
    return RunSpecs.of(layers.settings());
  }

  @Test
  void noServerTracksARunUnlessOneIsNamed() {
    assertThat(spec().mlflow()).isEmpty();
  }

  @Test
  void aServerIsToldTheSettingsThatResultsFollowFrom() {
    MlflowSpec mlflow =
        spec("log.mlflow.server=\"http://localhost:5000\"", "train.epochs=7")
            .mlflow()
            .orElseThrow();
    assertThat(mlflow.server()).isEqualTo(URI.create("http://localhost:5000"));
    assertThat(mlflow.parameters())
        .containsEntry("train.epochs", "7")
        .containsEntry("model.cell", "lstm")
        .containsKey("compute.bf16")
        .doesNotContainKey("log.mlflow.server");
  }

  @Test
  void anAddressThatIsNoneIsRefusedAndALoginNotRepeated() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> spec("log.mlflow.server=\"localhost:5000\""))
        .withMessageContaining("log.mlflow.server")
        .withMessageContaining("must be the address of a tracking server");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> spec("log.mlflow.server=\"http://me:key@host\""))
        .withMessageContaining("MLFLOW_TRACKING_TOKEN")
        .withMessageNotContaining("me:key");
  }
}
