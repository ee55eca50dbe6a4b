package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Hashes;

/** Comparisons on the generated encyclopedia, as a user would make them. */
class ComparisonsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  private static Path path(String name) {
    return folder.resolve(name);
  }

  @Test
  void aComparisonTrainsEveryCombinationOnceAndSetsThemSideBySide() throws IOException {
    Path file = path("cells.conf");
    String comparison =
        """
        settings { model { layers = 1, hidden-size = 9 }, train { epochs = 1, workers = 1 }, sample.length = 5 }
        axes = [[{ name = lstm, model.cell = lstm }, { name = simple, model.cell = simple-rnn }]]
        """;
    Files.writeString(file, comparison);
    Object[] compare = {
      "compare", "--config", file, "--data", LocalReference.get().data(), "--output", path("cells")
    };
    Object[] dry = Arrays.copyOf(compare, compare.length + 1);
    dry[compare.length] = "--dry-run";
    assertThat(Cli.run(dry).expect(0).out())
        .contains("| lstm | 1 x 9 LSTM, ", "| simple | 1 x 9 simple RNN, ", " | 1 | 1 |");
    JsonNode planned = JsonOutputTest.lines(dry).get(0).get("rows");
    assertThat(path("cells")).doesNotExist();
    Cli.Result result = Cli.run(compare).expect(0);
    String table = Files.readString(path("cells/comparison.md"));
    assertThat(result.out()).contains(table);
    JsonNode rows = JSON.readTree(path("cells/comparison.json").toFile());
    assertThat(rows.findValuesAsText("name")).containsExactly("lstm", "simple");
    assertThat(rows.get(0).get("parameters").longValue())
        .isGreaterThan(rows.get(1).get("parameters").longValue());
    assertThat(rows.get(1).get("validLosses")).hasSize(1);
    assertThat(rows.findValues("parameters")).isEqualTo(planned.findValues("parameters"));

    assertThat(Cli.run(compare).expect(0).out()).doesNotContain("epoch 1/1").contains(table);
    assertThat(JsonOutputTest.lines(compare))
        .singleElement()
        .matches(compared -> compared.get("rows").equals(rows));
    assertThat(Files.readString(path("cells/report.html")))
        .contains("2 of 2 runs begun", "lstm", "simple", "model.cell");
    Cli.run("corpus", "--output", path("other"), "--articles", 40, "--seed", 9).expect(0);
    LocalReference.prepare(
            path("other/encyclopedia.xml.bz2").toString(), path("other-data").toString())
        .expect(0);
    Object[] other = compare.clone();
    other[4] = path("other-data");
    assertThat(Cli.run(other).expect(1).err()).contains("error: lstm: ", " has another ");
    Files.writeString(file, comparison.replace("epochs = 1", "epochs = 2"));
    assertThat(Cli.run(compare).expect(1).err()).contains("train.epochs").contains("lstm");
  }

  @Test
  void aComparisonThatWasKilledBetweenOrWithinRunsGoesOnToTheSameTable() throws IOException {
    Path file = path("killed.conf");
    Files.writeString(
        file,
        """
        settings { model { layers = 1, hidden-size = 7 }, compute.kernel = java, train.epochs = 2, checkpoint { every-rounds = 1, keep-last = 9 }, sample.length = 5 }
        axes = [[{ name = one, train.seed = 1 }, { name = two, train.seed = 2 }]]
        """);
    Path output = path("killed");
    Object[] compare = {
      "compare", "--config", file, "--data", LocalReference.get().data(), "--output", output
    };
    Cli.run(compare).expect(0);
    List<String> whole = results(output);
    assertThat(whole.get(0)).isNotEqualTo(whole.get(1));

    deleteAll(output.resolve("two")); // killed between the two: as if the second had not begun
    Files.writeString(output.resolve("comparison.json"), "[ ");
    assertThat(Cli.run(compare).expect(0).out())
        .containsOnlyOnce("epoch 1/2")
        .contains("epoch 2/2");
    assertThat(results(output)).isEqualTo(whole);

    List<Path> checkpoints = checkpoints(output.resolve("two"));
    for (Path later : checkpoints.subList(1, checkpoints.size())) { // within: after one round
      deleteAll(later);
    }
    assertThat(Cli.run(compare).expect(0).out()).contains("resuming   after round ");
    assertThat(results(output)).isEqualTo(whole);
  }

  @Test
  void runsSideBySideAreEachAsAloneAndOneThatFailsEndsNoOther() throws IOException {
    Path file = path("beside.conf");
    String settings =
        "model { layers = 1, hidden-size = 8 }, train { epochs = 2, workers = 1 },"
            + " compute.kernel = java, sample.length = 5";
    Files.writeString(
        file,
        "settings { "
            + settings
            + " }\naxes = [[{ name = gru, model.cell = gru }, { name = wild, train {"
            + " learning-rate = 1e30, optimizer = sgd } }, { name = lstm, model.cell = lstm }]]");
    Cli.Result compared =
        Cli.run(
                "compare",
                "--config",
                file,
                "--data",
                LocalReference.get().data(),
                "--output",
                path("beside"),
                "--parallel",
                2)
            .expect(1);
    assertThat(compared.err())
        .contains("error: wild: ", "1 of 3 runs failed", "wild", "--parallel 2");
    assertThat(compared.out()).contains("side by side 2 of 3", "gru ", "lstm ", "epoch 2/2");
    assertThat(JSON.readTree(path("beside/comparison.json").toFile()).findValuesAsText("name"))
        .containsExactly("gru", "lstm");

    Path alone = path("alone");
    Path one = path("alone.conf");
    Files.writeString(one, settings.replace("},", "}\n").replace("java,", "java\n"));
    for (String cell : List.of("gru", "lstm")) {
      Cli.run(
              "train",
              "--config",
              one,
              "--data",
              LocalReference.get().data(),
              "--run",
              alone.resolve(cell),
              "--set",
              "model.cell=" + cell)
          .expect(0);
      assertThat(models(path("beside").resolve(cell))).isEqualTo(models(alone.resolve(cell)));
    }
  }

  /** The hashes of the files of all checkpoints' models, by checkpoint. */
  private static List<String> models(Path run) throws IOException {
    List<String> models = new ArrayList<>();
    for (Path checkpoint : checkpoints(run)) {
      models.add(
          checkpoint.getFileName()
              + " "
              + Hashes.sha256(Files.readAllBytes(checkpoint.resolve("model.zip"))));
    }
    assertThat(models).isNotEmpty();
    return models;
  }

  /** What runs came to, without the times. */
  private static List<String> results(Path comparison) throws IOException {
    List<String> results = new ArrayList<>();
    for (JsonNode row : JSON.readTree(comparison.resolve("comparison.json").toFile())) {
      results.add(row.get("rounds") + " " + row.get("tokens") + " " + row.get("validLosses"));
    }
    return results;
  }

  private static List<Path> checkpoints(Path run) throws IOException {
    try (Stream<Path> found = Files.list(run.resolve("checkpoints"))) {
      return found.sorted().toList();
    }
  }

  static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
