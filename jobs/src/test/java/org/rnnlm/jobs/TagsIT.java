package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All commands on tagged sentences, as a user would run them. */
class TagsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Path data;
  private static Path run;

  @BeforeAll
  static void trainATagger() {
    data = shared.resolve("data");
    run = shared.resolve("run");
    Cli.run("corpus", "--kind", "tags", "--articles", 600, "--output", shared).expect(0);
    Cli.Result prepared =
        Cli.run(
                "prepare",
                "--config",
                "tags",
                "--input",
                shared.resolve("tags.conll"),
                "--output",
                data)
            .expect(0);
    assertThat(prepared.out()).contains("tags       B-north, B-south, I-north, I-south, O");
    Cli.Result trained =
        train(run, "train.epochs=4", "train.workers=2", "train.learning-rate=0.02").expect(0);
    assertThat(trained.out()).contains("nats per word", "valid-span-f1", "tag --checkpoint");
  }

  private static Cli.Result train(Path target, String... settings) {
    List<Object> arguments =
        new ArrayList<>(List.of("train", "--config", "tags", "--data", data, "--run", target));
    List<String> all =
        new ArrayList<>(
            List.of("model.hidden-size=24", "model.embedding-size=16", "train.batch-size=8"));
    all.addAll(List.of(settings));
    all.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return Cli.run(arguments.toArray());
  }

  private static Cli.Result tag(Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("tag", "--checkpoint", run));
    arguments.addAll(List.of(options));
    return Cli.run(arguments.toArray());
  }

  @Test
  void evaluateTellsAccuracySpansAndConfusion() throws IOException {
    Cli.Result result =
        Cli.run("evaluate", "--checkpoint", run, "--data", data, "--split", "test").expect(0);

    assertThat(result.out()).contains("nats per word", "precision", "north", "south", "B-south");
    JsonNode figures = JSON.readTree(result.lastLine());
    assertThat(figures.get("accuracy").doubleValue()).isBetween(0.6, 1.0);
    assertThat(figures.get("types").size()).isEqualTo(2);
    JsonNode spans = figures.get("spans");
    double right = spans.get("right").doubleValue();
    assertThat(right).isPositive();
    assertThat(spans.get("f1").doubleValue())
        .isCloseTo(
            2 * right / (spans.get("actual").longValue() + spans.get("predicted").longValue()),
            within(1e-9));
    long words = 0;
    for (JsonNode row : figures.get("confusion")) {
      for (JsonNode count : row) {
        words += count.longValue();
      }
    }
    assertThat(words).isEqualTo(figures.get("words").longValue());
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("nats per word", "valid-span-f1")
        .doesNotContain("its perplexity");
  }

  @Test
  void aFileOfRowsIsWrittenAgainWithTheTagsTold() throws IOException {
    Path rows =
        Files.writeString(folder.resolve("a.conll"), "north1 O\npast2 O\n\n\nsouth3 O\nso4 O\n");
    List<String> told = tag("--file", rows).expect(0).out().lines().toList();

    assertThat(told).hasSize(6);
    assertThat(told.get(0)).isEqualTo("north1 O O");
    assertThat(told.get(1)).startsWith("past2 O ");
    assertThat(told.get(2)).isEmpty();
    Path words = Files.writeString(folder.resolve("b.bio"), "north1\npast2\n\nsouth3\nso4\n");
    List<String> of = tag("--file", words).expect(0).out().lines().toList();
    assertThat(of.get(1)).isEqualTo(told.get(1).replace("past2 O", "past2"));

    Path universal =
        Files.writeString(
            folder.resolve("c.conllu"),
            "# a\n1\tnorth1\t_\tX\t_\t_\t0\troot\t_\t_\n1.1\tso1\t_\t_\t_\t_\t_\t_\t_\t_\n\n");
    assertThat(tag("--file", universal).expect(0).out())
        .isEqualTo(
            "# a\n1\tnorth1\t_\tO\t_\t_\t0\troot\t_\t_\n1.1\tso1\t_\t_\t_\t_\t_\t_\t_\t_\n\n");
    Path odd = Files.writeString(folder.resolve("d.conll"), "north1 O\n\npast2\n");
    assertThat(tag("--file", odd).expect(1).err()).contains("d.conll line 3", "cell-count");
  }

  @Test
  void aTextIsCutIntoSentencesAndWords() throws IOException {
    assertThat(tag("--text", "north1 so2. South9 past3!").expect(0).out().lines())
        .hasSize(2)
        .first()
        .asString()
        .matches("north1/\\S+ so2/\\S+ \\./\\S+");
    JsonNode told = JSON.readTree(tag("--json", "--text", "north1 so2").expect(0).out());
    assertThat(told.get("words").toString()).isEqualTo("[\"north1\",\"so2\"]");
    assertThat(told.get("tags").get(0).textValue()).isEqualTo("O");
  }

  @Test
  void aTableGetsWordsAndTagsBesideItsColumns() throws IOException {
    Path rows =
        Files.writeString(
            folder.resolve("rows.jsonl"),
            "{\"n\":1,\"text\":\"north1 past2\"}\n{\"n\":2}\n{\"n\":3,\"text\":\"\"}\n");
    Path table = folder.resolve("table");
    tag("--input", rows, "--output", table).expect(0);

    List<JsonNode> written = new ArrayList<>();
    for (String line : Files.readAllLines(table.resolve("rows/part-00000.jsonl"))) {
      written.add(JSON.readTree(line));
    }
    assertThat(written).hasSize(3);
    assertThat(written.get(0).get("words").size()).isEqualTo(2);
    assertThat(written.get(0).get("tags").get(0).textValue()).isEqualTo("O");
    assertThat(written.get(1).get("error").textValue()).isEqualTo("missing-text");
    assertThat(written.get(2).get("tags").size()).isZero();
    Path parquet = folder.resolve("parquet");
    tag("--input", rows, "--output", parquet, "--format", "parquet").expect(0);
    assertThat(Cli.run("verify", parquet).expect(0).out()).contains("ok");
  }

  @Test
  void otherCommandsSayWhatATaggerIsFor() {
    assertThat(Cli.run("generate", "--checkpoint", run).expect(1).err()).contains("tag tells");
    assertThat(Cli.run("classify", "--checkpoint", run, "--text", "a").expect(1).err())
        .contains("tag tells");
    assertThat(
            Cli.run("train", "--config", "words", "--data", data, "--run", folder.resolve("none"))
                .err())
        .contains("tagged");
  }
}
