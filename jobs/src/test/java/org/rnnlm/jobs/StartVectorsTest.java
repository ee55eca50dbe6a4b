package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;

/** Which vectors no run can start from, as is known before Spark starts. */
class StartVectorsTest {
  private static void check(String... assignments) {
    StartVectors.check(
        SettingsLayers.ofReference().withAssignments(List.of(assignments)).settings());
  }

  @Test
  void anEmbeddingWithoutAWidthHasNoVectors() {
    assertThatCode(() -> check("model.embedding-size=0")).doesNotThrowAnyException();
    assertThatCode(() -> check("train.vectors=v.txt", "model.embedding-size=24"))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> check("train.vectors=v.txt", "model.embedding-size=0"))
        .withMessageContainingAll(
            "model.embedding-size", "must be the width of train.vectors v.txt");
  }

  @Test
  void anEmbeddingIsOfAnotherModelOrOfVectors() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(
            () -> check("train.vectors=v.txt", "train.from=runs/a", "model.embedding-size=24"))
        .withMessageContainingAll(
            "train.from", "the embedding is the other model's already; leave train.vectors out");
  }
}
