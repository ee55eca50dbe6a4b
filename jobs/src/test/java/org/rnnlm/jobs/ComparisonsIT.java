package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    Cli.Result result = Cli.run(compare).expect(0);
    String table = Files.readString(path("cells/comparison.md"));
    assertThat(result.out()).contains(table);
    JsonNode rows = JSON.readTree(path("cells/comparison.json").toFile());
    assertThat(rows.findValuesAsText("name")).containsExactly("lstm", "simple");
    assertThat(rows.get(0).get("parameters").longValue())
        .isGreaterThan(rows.get(1).get("parameters").longValue());
    assertThat(rows.get(1).get("validLosses")).hasSize(1);

    assertThat(Cli.run(compare).expect(0).out()).doesNotContain("epoch 1/1").contains(table);
    assertThat(JsonOutputTest.lines(compare))
        .singleElement()
        .matches(compared -> compared.get("rows").equals(rows));
    assertThat(Files.readString(path("cells/report.html")))
        .contains("2 of 2 runs begun", "lstm", "simple", "model.cell");
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
