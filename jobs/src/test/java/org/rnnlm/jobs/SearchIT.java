package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search on the generated encyclopedia, as a user would make it. */
class SearchIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  private static List<Object> search(Path output, int parallel) throws IOException {
    Path file = folder.resolve("space.conf");
    Files.writeString(
        file,
        """
        settings {
          model { layers = 1, hidden-size = 7 }, compute.kernel = java, sample.length = 1
          train { epochs = 4, workers = 1, optimizer = sgd, momentum = 0.9, learning-rate = 0.1 }
        }
        space { train.learning-rate = [0.5, 0.2, 0.01, 1e30] }
        """);
    return new ArrayList<>(
        List.of(
            "search",
            "--config",
            file,
            "--data",
            LocalReference.get().data(),
            "--output",
            output,
            "--eta",
            2,
            "--parallel",
            parallel));
  }

  @Test
  void theWinnerDependsNeitherOnHowManyAreTrainedAtOnceNorOnInterruptions() throws IOException {
    Path output = folder.resolve("found");
    List<Object> command = search(output, 2);
    Cli.Result result = Cli.run(command.toArray()).expect(0);
    assertThat(result.out())
        .contains("decided on after 1, 2, 4 epochs", "| trial-004 | 0 | diverged |", "winner ");
    List<String> found = results(output);
    JsonNode summary = JSON.readTree(output.resolve("search.json").toFile());
    assertThat(summary.get("rungs").get(2).get("trials")).isNotEmpty();
    assertThat(result.out()).contains("winner     " + summary.at("/trials/0/trial").textValue());
    assertThat(Files.readString(output.resolve("report.html"))).contains("core-seconds");

    String winner = summary.at("/trials/0/trial").textValue(); // killed early, as it were
    Files.delete(output.resolve("search.json"));
    List<Path> checkpoints = checkpoints(output.resolve(winner));
    for (Path later : checkpoints.subList(1, checkpoints.size())) {
      ComparisonsIT.deleteAll(later);
    }
    ComparisonsIT.deleteAll(output.resolve("trial-002"));
    command.set(command.size() - 1, 1);
    assertThat(Cli.run(command.toArray()).expect(0).out())
        .containsPattern("(?m)^trial-002 .*epoch 1/4");
    assertThat(results(output)).isEqualTo(found);

    Cli.Result done = Cli.run(command.toArray()).expect(0);
    assertThat(done.out()).doesNotContain("epoch 1/4").doesNotContain("parameters:");
    assertThat(done.err()).contains("warning: trial-004: ");
    assertThat(results(output)).isEqualTo(found);
  }

  @Test
  void whatCannotBeSearchedIsRefusedBeforeSpark() throws IOException {
    List<Object> command = search(folder.resolve("none"), 1);
    List<Object> one = new ArrayList<>(command);
    one.addAll(List.of("--eta", 1));
    one.remove("--eta");
    one.remove((Object) 2);
    assertThat(Cli.run(one.toArray()).expect(2).err()).contains("--eta is 1", "at least 2");
    List<Object> dry = new ArrayList<>(command);
    dry.add("--dry-run");
    assertThat(JsonOutputTest.lines(dry.toArray()))
        .singleElement()
        .matches(told -> told.get("expectedEpochs").asInt() > 4)
        .matches(told -> told.at("/rows/3/settings/train.learning-rate").asText().equals("1.0E30"))
        .matches(told -> told.get("epochs").size() == 3);
    assertThat(Cli.run(dry.toArray()).expect(0).out())
        .contains(
            "| train.learning-rate |\n|---|---|---|---|---|---|\n",
            "| trial-002 | 1 x 7 LSTM, one-hot input | ");
    command.addAll(List.of("--trials", 5));
    assertThat(Cli.run(command.toArray()).expect(2).err()).contains("hardly more than 4");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  /** Returns what a search decided, without times. */
  private static List<String> results(Path search) throws IOException {
    JsonNode summary = JSON.readTree(search.resolve("search.json").toFile());
    List<String> results = new ArrayList<>(List.of(summary.get("rungs").toString()));
    summary
        .get("trials")
        .forEach(
            trial ->
                results.add(
                    trial.get("trial") + " " + trial.get("epochs") + " " + trial.get("validLoss")));
    return results;
  }

  private static List<Path> checkpoints(Path run) throws IOException {
    try (Stream<Path> found = Files.list(run.resolve("checkpoints"))) {
      return found.sorted().toList();
    }
  }
}
