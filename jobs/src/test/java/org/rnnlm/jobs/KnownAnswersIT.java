package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.prep.corpus.FloorTable;

/** A model that was trained for seconds, against what its corpus's grammar knows exactly. */
class KnownAnswersIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  @BeforeAll
  static void train() {
    Object corpus = folder.resolve("corpus");
    List<Object> towns = List.of("corpus", "--topic", "towns");
    run(towns, "--articles", 120, "--minimal-pairs", 120, "--output", corpus);
    run(towns, "--articles", 40, "--seed", 2, "--output", folder.resolve("fresh"));
    run(
        List.of("prepare", "--set", "prepare.length=64"),
        "--input",
        folder.resolve("corpus/encyclopedia.xml.bz2"),
        "--output",
        folder.resolve("data"));
    List<Object> train = new ArrayList<>(List.of("train", "--data", folder.resolve("data")));
    for (String setting :
        List.of(
            "model.hidden-size=64",
            "train.workers=1",
            "train.batch-size=8",
            "train.round-batches=32",
            "train.epochs=4",
            "train.learning-rate=0.014",
            "train.schedule=cosine",
            "train.clip-norm=1",
            "sample.length=5")) {
      train.addAll(List.of("--set", setting));
    }
    run(train, "--run", folder.resolve("run"));
  }

  private static String run(List<Object> command, Object... arguments) {
    List<Object> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    return Cli.run(all.toArray()).expect(0).out();
  }

  @Test
  void scoresFollowTheGrammarsProbabilitiesAndDoNotBeatThem() throws IOException {
    Path table = folder.resolve("scores");
    run(
        List.of("score", "--format", "json-lines", "--checkpoint", folder.resolve("run")),
        "--input",
        folder.resolve("fresh/encyclopedia.xml.bz2"),
        "--output",
        table);
    FloorTable floor;
    try (InputStream in = Files.newInputStream(folder.resolve("fresh/floor.tsv"))) {
      floor = FloorTable.read("floor.tsv", in);
    }
    List<double[]> rows = new ArrayList<>(); // the grammar's nats and the model's
    long tokens = 0;
    for (String line : Files.readAllLines(table.resolve("rows/part-00000.jsonl"))) {
      JsonNode row = JSON.readTree(line);
      if (row.has("nats")) {
        FloorTable.Entry entry = floor.entries().get(row.get("id").asLong());
        assertThat(row.get("tokens").intValue()).isEqualTo(entry.characters() + 1);
        rows.add(new double[] {-entry.logProbability(), row.get("nats").doubleValue()});
        tokens += row.get("tokens").longValue();
      }
    }
    assertThat(rows).hasSize(40);
    double least = rows.stream().mapToDouble(row -> row[0]).sum();
    double nats = rows.stream().mapToDouble(row -> row[1]).sum();
    assertThat(nats).isGreaterThan(least);
    assertThat(nats / tokens).as("it has learnt something").isLessThan(2.2);
    assertThat(correlation(rows)).isGreaterThan(0.9);
  }

  /** Returns Pearson's coefficient. */
  private static double correlation(List<double[]> pairs) {
    double[] means = new double[2];
    for (double[] pair : pairs) {
      means[0] += pair[0] / pairs.size();
      means[1] += pair[1] / pairs.size();
    }
    double both = 0;
    double first = 0;
    double second = 0;
    for (double[] pair : pairs) {
      both += (pair[0] - means[0]) * (pair[1] - means[1]);
      first += (pair[0] - means[0]) * (pair[0] - means[0]);
      second += (pair[1] - means[1]) * (pair[1] - means[1]);
    }
    return both / Math.sqrt(first * second);
  }

  @Test
  void aMinimalPairIsToldByWhoKnowsItsWords() throws IOException {
    String out =
        run(
            List.of("evaluate", "--json", "--checkpoint", folder.resolve("run")),
            "--minimal-pairs",
            folder.resolve("corpus/minimal-pairs.jsonl"));
    JsonNode told = JSON.readTree(out);
    assertThat(told.get("pairs").intValue()).isEqualTo(120);
    assertThat(told.get("pairsWithUnknown").intValue()).isLessThan(12);
    assertThat(told.get("phenomena").get("spelling").get("accuracy").doubleValue())
        .isGreaterThan(0.9);
    assertThat(told.get("phenomena").get("context").get("accuracy").doubleValue())
        .isGreaterThan(0.7);
    assertThat(told.get("accuracy").doubleValue()).isBetween(0.6, 0.99);
  }
}
