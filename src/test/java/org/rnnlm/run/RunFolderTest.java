package org.rnnlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;

/** A crash while a run is begun is no dead end. */
class RunFolderTest {
  private static final Configuration HADOOP = new Configuration();
  private static final String WHOLE = "train.seed = 7\n# end of settings\n";

  @TempDir Path run;

  @ParameterizedTest
  @ValueSource(strings = {"settings.conf", "settings.conf.new"})
  void whereTheFirstWriteWasCutTheRunIsStartedAgainAndResumingSaysSo(String cut)
      throws IOException {
    Files.writeString(run.resolve(cut), "train.se");
    Files.createDirectories(run.resolve("claims"));
    Files.writeString(run.resolve("vectors.json"), "{");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> RunFolder.open(run.toString(), HADOOP).settings())
        .withMessageContaining("settings.conf was cut by a crash before anything was trained")
        .withMessageContaining("start the run again, without --resume");
    assertThat(RunFolder.create(run.toString(), WHOLE, HADOOP).settings()).isEqualTo(WHOLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"settings.conf", "settings.conf.new"})
  void whereOneCopyOfTheSettingsIsWholeTheRunIsResumed(String whole) throws IOException {
    Files.writeString(run.resolve(whole), WHOLE);

    assertThat(RunFolder.open(run.toString(), HADOOP).settings()).isEqualTo(WHOLE);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> RunFolder.create(run.toString(), WHOLE, HADOOP))
        .withMessageContaining("--resume");
  }

  @Test
  void aFolderWithAnythingElseIsInUse() throws IOException {
    Files.writeString(run.resolve("settings.conf"), "train.se");
    Files.writeString(run.resolve("metrics.jsonl"), "");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> RunFolder.create(run.toString(), WHOLE, HADOOP))
        .withMessageContaining("is not empty");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> RunFolder.open(run.toString(), HADOOP).settings())
        .withMessageContaining("restore a copy");
  }
}
