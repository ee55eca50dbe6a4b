package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;

/** Which vectors no run can start from, as is known before Spark starts. */
class StartVectorsTest {
  @TempDir private Path folder;

  private static void check(String... assignments) {
    StartVectors.check(
        SettingsLayers.ofReference().withAssignments(List.of(assignments)).settings(),
        new Configuration(false));
  }

  @Test
  void anEmbeddingWithoutAWidthHasNoVectors() throws IOException {
    Path file = Files.writeString(folder.resolve("v.txt"), "a 1 2\n");
    assertThatCode(() -> check("model.embedding-size=0")).doesNotThrowAnyException();
    assertThatCode(() -> check("train.vectors=" + file, "model.embedding-size=24"))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> check("train.vectors=v.txt", "model.embedding-size=0"))
        .withMessageContainingAll(
            "model.embedding-size", "must be the width of train.vectors v.txt");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> check("train.vectors=none.txt", "model.embedding-size=24"))
        .withMessage("train.vectors none.txt: there is no such file");
  }

  @Test
  void anEmbeddingIsOfAnotherModelOrOfVectors() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(
            () -> check("train.vectors=v.txt", "train.from=runs/a", "model.embedding-size=24"))
        .withMessageContainingAll(
            "train.from", "the embedding is the other model's already; leave train.vectors out");
  }

  @Test
  void aTiedEmbeddingBeforeAnAdaptiveSoftmaxHasVectorsOfSeveralWidths() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(
            () ->
                check(
                    "train.vectors=v.txt",
                    "model.embedding-size=128",
                    "model.tied-embedding=true",
                    "model.output=adaptive"))
        .withMessageContainingAll("train.vectors", "model.tied-embedding = false");
  }
}
