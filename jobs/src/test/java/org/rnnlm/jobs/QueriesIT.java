package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.text.Text;

/** Rows of Spark's catalog in place of files: the same shards, and the same table. */
class QueriesIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  private static Path input;

  @BeforeAll
  static void makeATable() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      lines.add(
          Text.format(
              "{\"id\":%d,\"text\":\"The city number %d lies in the north, and %d rivers are"
                  + " near.\"}",
              i, i * i, i % 7));
    }
    input = Files.write(folder.resolve("texts.jsonl"), lines);
  }

  private static String sql(String where) {
    return "select id, text from json.`" + input + "` " + where;
  }

  private static List<JsonNode> rows(Path table) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    try (Stream<Path> parts = Files.list(table.resolve("rows"))) {
      for (Path part : parts.sorted().toList()) {
        for (String line : Files.readAllLines(part)) {
          rows.add(JSON.readTree(line));
        }
      }
    }
    return rows;
  }

  @Test
  void shardsOfAQueryAreThoseOfTheFile() throws IOException {
    String[] settings = {"--set", "prepare.valid-share=0.2", "--set", "prepare.id-field=id"};
    prepare("of-file", settings, "--input", input);
    prepare("of-query", settings, "--sql", sql("order by rand()"));
    assertThat(Files.readString(folder.resolve("of-query/MANIFEST.json")))
        .isEqualTo(Files.readString(folder.resolve("of-file/MANIFEST.json")));
    prepare("of-table", settings, "--table", "json.`" + input + "`");
    assertThat(Files.readString(folder.resolve("of-table/MANIFEST.json")))
        .isEqualTo(Files.readString(folder.resolve("of-file/MANIFEST.json")));
    requireNothingElse();
  }

  private static void prepare(String data, String[] settings, Object... from) {
    List<Object> words = new ArrayList<>(List.of("prepare", "--output", folder.resolve(data)));
    words.addAll(List.of(from));
    words.addAll(List.of(settings));
    Cli.run(words.toArray()).expect(0);
  }

  private static void requireNothingElse() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      assertThat(found.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.contains(".input-"));
    }
  }

  @Test
  void aQuerysRowsAreScoredOnceInItsOrderAndSavedInTheCatalog() throws IOException {
    Object[] model = {"--checkpoint", LocalReference.get().run(), "--format", "json-lines"};
    score(model, "of-lines", "--input", input);
    SparkProperties properties =
        SparkProperties.set(
            Map.of("spark.sql.warehouse.dir", folder.resolve("warehouse").toString()));
    try {
      Cli.Result result =
          score(
              model,
              "of-rows",
              "--sql",
              sql("order by id desc"),
              "--output-table",
              "scored",
              "--text-field",
              "text");
      assertThat(result.out()).contains("80 read, 80 written").contains("saved      table scored");
    } finally {
      properties.close();
    }
    List<JsonNode> ofLines = rows(folder.resolve("of-lines"));
    List<JsonNode> ofRows = rows(folder.resolve("of-rows"));
    assertThat(ofRows).hasSize(80);
    for (int i = 0; i < 80; i++) {
      JsonNode mirrored = ofLines.get(79 - i);
      assertThat(ofRows.get(i).get("row").intValue()).isEqualTo(i);
      assertThat(ofRows.get(i).get("id").intValue()).isEqualTo(mirrored.get("id").intValue());
      assertThat(ofRows.get(i).get("nats")).isEqualTo(mirrored.get("nats"));
    }
    try (Stream<Path> saved = Files.list(folder.resolve("warehouse/scored"))) {
      assertThat(saved.map(Path::toString)).anyMatch(name -> name.endsWith(".parquet"));
    }
    requireNothingElse();
  }

  private static Cli.Result score(Object[] model, String table, Object... more) {
    List<Object> words = new ArrayList<>(List.of("score", "--output", folder.resolve(table)));
    words.addAll(List.of(model));
    words.addAll(List.of(more));
    return Cli.run(words.toArray()).expect(0);
  }

  @Test
  void whatTheCatalogDoesNotKnowIsRefusedInOneLine() {
    Cli.Result result =
        Cli.run("prepare", "--table", "no.such_table", "--output", folder.resolve("none"));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("--table no.such_table: ").doesNotContain("\tat ");
    assertThat(Cli.run("prepare", "--output", folder.resolve("none")).expect(2).err())
        .contains("Missing required option: '--input' (or '--table', or '--sql')");
    assertThat(
            Cli.run("prepare", "--input", input, "--table", "t", "--output", "o").expect(2).err())
        .contains("give only one of --input, --table and --sql");
  }
}
