package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What training and preparation write, and the commands that look at it. */
class RunFilesIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path path(String name) {
    return TrainedRuns.get().path(name);
  }

  @Test
  void theReportOfARunIsThereAndCanBeMadeAnew() throws IOException {
    Path page = path("run-characters/report.html");
    String written = Files.readString(page);
    assertThat(written).contains("2 of 2 epochs done", "Recurrent lstm", "model.hidden-size");
    Files.delete(page);
    assertThat(Cli.run("report", path("run-characters")).expect(0).out()).contains(page.toString());
    assertThat(withoutTime(Files.readString(page))).isEqualTo(withoutTime(written));
    assertThat(Cli.run("report", path("corpus")).expect(1).err())
        .contains("neither a run nor a comparison's runs");
  }

  private static String withoutTime(String page) {
    return page.replaceAll("as of [-0-9: ]+ UTC", "");
  }

  @Test
  void aRunHoldsSettingsMetricsSamplesAndCheckpoints() throws IOException {
    Path run = path("run-characters");
    assertThat(Files.readString(run.resolve("settings.conf")))
        .contains("model.hidden-size = 24")
        .contains("train.workers = 2");
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl")))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("{\"round\":"));
    JsonNode samples = JSON.readTree(run.resolve("samples/epoch-0002.json").toFile());
    assertThat(samples.get("samples")).hasSize(3);
    String text = samples.get("samples").get(1).get("text").textValue();
    assertThat(text).hasSize(40);
    assertThat(run.resolve("samples/epoch-0002.txt"))
        .content()
        .contains("temperature 0.8:\n" + text);
    assertThat(run.resolve("checkpoints"))
        .isDirectoryContaining("glob:**/round-*-lstm-*-epoch-02-loss-*");
  }

  @Test
  void verifyProvesShardsCheckpointsAndRuns() {
    Cli.Result result =
        Cli.run(
                "verify",
                path("characters"),
                path("run-words"),
                path("run-words/checkpoints").resolve(newestCheckpoint()))
            .expect(0);
    assertThat(result.out())
        .contains("sequences")
        .contains("checkpoints of rounds")
        .contains("ok, a checkpoint");
    assertThat(result.lastLine()).startsWith("{").contains("\"ok\":true");
  }

  @Test
  void inspectPrintsSequencesAsText() {
    Path data = path("words");
    String text =
        Cli.run("inspect", data, "--split", "valid", "--from", 1, "--count", 2).expect(0).out();
    assertThat(text)
        .contains("valid sequence 1, of article ", "valid sequence 2, of article ", " 41 tokens:")
        .doesNotContain("valid sequence 0", "valid sequence 3");
    assertThat(Cli.run("inspect", data, "--tokens", "--count", 1).expect(0).out())
        .contains("\n<end>|");
    assertThat(Cli.run("inspect", data, "--from", 10_000_000).expect(1).err())
        .contains("--from is 10000000; split train has");
  }

  private static String newestCheckpoint() {
    return Stream.of(path("run-words/checkpoints").toFile().list())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }
}
