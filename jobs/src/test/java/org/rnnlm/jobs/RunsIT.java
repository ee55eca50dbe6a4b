package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are gone on with, whatever has become of their settings and reports. */
class RunsIT {
  @TempDir private static Path folder;

  private static Path path(String name) {
    return folder.resolve(name);
  }

  /** Returns shards of another vocabulary. */
  private static Path words() {
    Path words = path("words");
    Cli.run(
            "prepare",
            "--input",
            LocalReference.get().dump(),
            "--output",
            words,
            "--set",
            "prepare.tokens=words")
        .expect(0);
    return words;
  }

  private static Cli.Result train(String run, Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "--run", path(run)));
    words.addAll(List.of("--data", LocalReference.get().data()));
    words.addAll(List.of(more));
    return Cli.run(words.toArray());
  }

  private static Cli.Result begin(String run, String... settings) {
    List<String> options =
        new ArrayList<>(List.of("--set", "model.hidden-size=8", "--set", "train.epochs=1"));
    for (String setting : settings) {
      options.addAll(List.of("--set", setting));
    }
    return train(run, options.toArray());
  }

  @Test
  void aReportThatCannotBeWrittenDoesNotStopTraining() throws IOException {
    Path run = path("unreported");
    begin("unreported", "sample.length=5").expect(0);
    Files.delete(run.resolve("report.html"));
    Files.createDirectories(run.resolve("report.html/in-the-way"));

    train("unreported", "--resume", "--set", "train.epochs=2").expect(0);

    assertThat(run.resolve("report.html")).isDirectory();
    assertThat(run.resolve("samples/epoch-0002.txt")).exists();
    assertThat(Cli.run("report", run).expect(1).err()).contains("report.html");
  }

  @Test
  void aRunWithoutTemperaturesWritesNoSamples() {
    Cli.Result trained = begin("silent", "sample.temperatures=[]").expect(0);

    assertThat(trained.out()).doesNotContain("\n  | ").doesNotContain("samples in");
    assertThat(path("silent/samples")).doesNotExist();
  }

  @Test
  void moreEpochsCanBeAddedToARunAndOtherSettingsCannotChange() throws IOException {
    begin("longer", "sample.length=5", "train.schedule=constant").expect(0);
    assertThat(
            train("longer", "--resume", "--set", "model.hidden-size=9", "--set", "train.seed=2")
                .expect(1)
                .err())
        .contains("model.hidden-size: was 8, is 9")
        .contains("train.seed: was 1, is 2");
    assertThat(train("longer", "--resume", "--set", "train.epochs=2").expect(0).out())
        .contains("resuming")
        .contains("epoch 2/2")
        .doesNotContain("epoch 1/2");
    assertThat(
            train(
                    "longer",
                    "--resume",
                    "--set",
                    "train.epochs=3",
                    "--set",
                    "train.learning-rate=0.001")
                .expect(0)
                .out())
        .contains("changed    train.learning-rate: was 0.004, is 0.001");
    assertThat(Files.readString(path("longer/settings.conf")))
        .contains("train.learning-rate = 0.001")
        .contains("train.epochs = 3");
    assertThat(Files.readString(path("longer/metrics.jsonl")))
        .contains("\"learningRate\":0.0056")
        .contains("\"learningRate\":0.001");
    assertThat(
            Cli.run("train", "--data", words(), "--run", path("longer"), "--resume")
                .expect(1)
                .err())
        .contains("another vocabulary");
  }
}
