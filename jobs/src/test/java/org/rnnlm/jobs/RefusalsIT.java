package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be meant is refused with the right exit code, and nothing is written. */
class RefusalsIT extends DamageFixture {
  @ParameterizedTest
  @CsvSource({
    "train.epoch=3, did you mean train.epochs",
    "train.epochs=0, train.epochs = 0",
    "train.epochs=many, must be a",
    "model.dropout=1, model.dropout = 1",
    "model.cell=transformer, 'one of simple-rnn, lstm'",
    "train.learning-rate=0, more than 0"
  })
  void aWrongSettingEndsWithItsKeyBeforeAnythingIsWritten(String assignment, String expected) {
    Cli.Result result =
        Cli.run("train", "--data", data(), "--run", folder.resolve("run"), "--set", assignment)
            .expect(2);
    assertThat(result.err())
        .contains(expected)
        .contains(assignment.substring(0, assignment.indexOf('=')));
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aFolderThatExistsAlreadyIsRefused() {
    Path dump = dump();
    assertThat(Cli.run("prepare", "--input", dump, "--output", data()).expect(1).err())
        .contains("is not empty");
    assertThat(train(data(), run()).expect(1).err()).contains("is not empty").contains("--resume");
    assertThat(Cli.run("corpus", "--output", dump().getParent()).expect(1).err())
        .contains("exists already");
    assertThat(Cli.run("verify", data(), run()).exitCode()).isZero();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    Path dump = dump();
    assertThat(Cli.run("prepare", "--input", dump, "--output", file.resolve("out")).expect(1).err())
        .contains("file/out")
        .contains("cannot be written");
    assertThat(train(data(), file.resolve("run")).expect(1).err())
        .contains("file/run")
        .contains("cannot be written");
    Path comparison =
        Files.writeString(
            folder.resolve("one.conf"), "axes = [[{ name = one, model.cell = gru }]]");
    assertThat(
            Cli.run(
                    "compare",
                    "--config",
                    comparison,
                    "--data",
                    data(),
                    "--output",
                    file.resolve("compared"))
                .expect(1)
                .err())
        .contains("file/compared cannot be written to: ");
    assertThat(file).hasContent("in the way");
  }

  @Test
  void resumingWhatIsNoRunIsRefused() {
    assertThat(
            Cli.run("train", "--data", data(), "--run", folder.resolve("none"), "--resume")
                .expect(1)
                .err())
        .contains("there is no run to resume");
  }

  @Test
  void wrongUsageIsExplained() {
    assertThat(Cli.run("train", "--run", folder).expect(2).err()).contains("--data");
    assertThat(Cli.run("trane").expect(2).err()).contains("trane").contains("train");
    assertThat(
            Cli.run("evaluate", "--checkpoint", "x", "--data", "y", "--split", "dev")
                .expect(2)
                .err())
        .contains("dev");
  }
}
