package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.settings.SettingsLayers;

class FailuresTest {
  private final StringWriter told = new StringWriter();

  private int tell(Throwable failure) {
    return Failures.tell(failure, new PrintWriter(told, true));
  }

  @Test
  void whatATaskSaysOfDataIsToldInItsOwnWords() {
    Exception inTask = new DataException("pages.xml, byte 12: no page");
    assertThat(tell(new RuntimeException(new SparkException("Job aborted\n\tat a.b.C", inTask))))
        .isEqualTo(1);
    assertThat(told).hasToString("error: pages.xml, byte 12: no page" + System.lineSeparator());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.DataException",
        "io.DamagedException",
        "prep.dump.MalformedDumpException",
        "train.DivergedException",
        "jobs.settings.SettingsException"
      })
  void whatATaskSaysIsFoundInSparksReportToo(String exception) {
    tell(
        new SparkException(
            "Job aborted: Lost task 0.0 (executor 1): org.rnnlm."
                + exception
                + ": a.csv, row 3: no text\n\tat x.Y"));
    assertThat(told).hasToString("error: a.csv, row 3: no text" + System.lineSeparator());
  }

  @Test
  void wrongSettingsAreWrongUsage() {
    Exception refusal =
        SettingsLayers.ofReference().settings().refused("train.epochs", "must be more");
    assertThat(tell(new RuntimeException(refusal))).isEqualTo(2);
  }

  @Test
  void aFullDiskIsToldInWordsWithTheCheckpointAndTheCommandThatGoesOn() {
    Throwable disk = newFsError(new IOException("No space left on device"));
    tell(new InterruptedRun(Optional.empty(), "train --resume", disk));
    assertThat(told.toString().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("error: a disk is full; free some space");
    assertThat(told.toString()).contains("this goes on: submit/rnnlm train --resume");
  }

  /** Hadoop alone makes these, where a local disk fails. */
  private static Throwable newFsError(IOException cause) {
    try {
      var made = FSError.class.getDeclaredConstructor(Throwable.class);
      made.setAccessible(true);
      return made.newInstance(cause);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aDiskThatIsFullWhereATaskRanIsToldFromTheTasksReport() {
    tell(
        new SparkException(
            "Job aborted: Lost task 0.0 (executor 1): java.io.IOException: No space left on"
                + " device\n"
                + "\tat x.Y"));
    assertThat(told.toString().lines()).hasSize(1);
    assertThat(told.toString())
        .contains("a disk is full")
        .contains("folder (java.io.IOException: No space left on device)")
        .doesNotContain("\tat");
  }

  @Test
  void tooLittleMemoryNamesWhatToRaise() {
    tell(new OutOfMemoryError("Java heap space"));
    assertThat(told.toString()).contains("RNNLM_DRIVER_MEMORY").doesNotContain("\tat");
  }
}
