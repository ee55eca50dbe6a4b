package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.jobs.FaultPlan.Fault;
import org.rnnlm.text.Text;

/** A small model at work on tables, as a user would set it to, on one core, on two, on clusters. */
class TablesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CLASSES = Path.of("target/test-classes").toAbsolutePath();
  private static final int ROWS = 1_500;

  @TempDir private static Path folder;

  private static Path input;

  /** The input's folder is called as the one whose files executors come to harm at. */
  @BeforeAll
  static void makeATable() throws IOException {
    LocalReference.get();
    input = Files.createDirectories(folder.resolve("train")).resolve("texts.jsonl");
    SplittableRandom random = new SplittableRandom(3);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < random.nextInt(1, 300)) {
        text.append(
            List.of("The city ", "is a river ", "in the north", ". ", "It lies ", "~")
                .get(random.nextInt(6)));
      }
      lines.add(
          i % 97 == 5
              ? "{\"id\":\"" + i + "\"}"
              : "{\"id\":\"" + i + "\",\"text\":\"" + text + "\",\"more\":[" + i + "]}");
    }
    Files.write(input, lines);
  }

  private static Object[] arguments(String command, Path table, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--checkpoint", LocalReference.get().run(), "--output", table));
    arguments.addAll(List.of("--set", "table.part-bytes=65536"));
    arguments.addAll(List.of(options));
    return arguments.toArray();
  }

  private static Cli.Result run(String master, String command, Path table, Object... options) {
    List<Object> all = new ArrayList<>(List.of("--input", input));
    all.addAll(List.of(options));
    SparkProperties properties = SparkProperties.set(Map.of("spark.master", master));
    try {
      return Cli.run(arguments(command, table, all.toArray())).expect(0);
    } finally {
      properties.close();
    }
  }

  /** All files but the report, which tells how long it took. */
  private static Map<String, String> hashes(Path table) throws IOException {
    try (Stream<Path> files = Files.walk(table)) {
      Map<String, String> hashes = new TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = table.relativize(file).toString();
        if (!name.startsWith("report.")) {
          hashes.put(name, DigestUtils.sha256Hex(Files.readAllBytes(file)));
        }
      }
      return hashes;
    }
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
  void scoresAreTheSameBytesOnOneCoreOnTwoAndOnAClusterWhoseExecutorsAreKilled() throws Exception {
    Cli.Result result = run("local[1]", "score", folder.resolve("one"));
    run("local[2]", "score", folder.resolve("two"));
    Map<String, String> one = hashes(folder.resolve("one"));
    assertThat(hashes(folder.resolve("two"))).isEqualTo(one).hasSizeGreaterThan(3);

    FaultPlan plan = FaultPlan.create(folder.resolve("plan")).add(Fault.KILL, 2, 3, 11, 300, 5);
    new SubmitScript(folder)
        .run(
            Map.of("RNNLM_SPARK_OPTIONS", faults(plan), "RNNLM_DRIVER_MEMORY", "1g"),
            SubmitScript.RNNLM,
            arguments(
                "score",
                folder.resolve("cluster"),
                "--input",
                "faulty://" + input,
                "--master",
                "local-cluster[3,1,2048]"))
        .expect(0);
    assertThat(plan.done(Fault.KILL)).isEqualTo(2);
    assertThat(hashes(folder.resolve("cluster"))).isEqualTo(one);

    List<JsonNode> rows = rows(folder.resolve("one"));
    assertThat(rows).hasSize(ROWS);
    double nats = 0;
    long tokens = 0;
    for (int i = 0; i < ROWS; i++) {
      JsonNode row = rows.get(i);
      assertThat(row.get("row").intValue()).isEqualTo(i);
      assertThat(row.get("id").textValue()).isEqualTo(Integer.toString(i));
      assertThat(row.path("error").asText()).isEqualTo(i % 97 == 5 ? "missing-text" : "");
      nats += row.path("nats").asDouble();
      tokens += row.path("tokens").asLong();
    }
    assertThat(result.out())
        .contains("rows       1,500 read, 1,500 written")
        .contains("bad        missing-text 16")
        .contains(Text.format("perplexity %,.2f of all tokens", Math.exp(nats / tokens)));
    assertThat(Cli.run("verify", folder.resolve("one")).expect(0).out())
        .contains("ok, a table of 1,500 rows");
  }

  private static String faults(FaultPlan plan) {
    Map<String, String> conf = new TreeMap<>();
    conf.put("spark.hadoop." + FaultyFileSystem.IMPLEMENTATION, FaultyFileSystem.class.getName());
    conf.put("spark.hadoop." + FaultyFileSystem.PLAN, plan.folder().toString());
    conf.put("spark.executor.extraClassPath", CLASSES.toString());
    conf.put("spark.driver.extraClassPath", CLASSES.toString());
    StringBuilder options = new StringBuilder();
    conf.forEach((key, value) -> options.append("--conf ").append(key + "=" + value).append(' '));
    return options.toString().strip();
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "word"})
  void tokensAndWordsAddUpToTheirTexts(String piece) throws IOException {
    Path pieces = folder.resolve(piece);
    run("local[2]", "score", pieces, "--per", piece, "--id-field", "id");
    double[] nats = new double[ROWS];
    long[] tokens = new long[ROWS];
    StringBuilder first = new StringBuilder();
    for (JsonNode one : rows(pieces)) {
      int row = one.get("row").intValue();
      assertThat(one.path("id").asText(Integer.toString(row))).isEqualTo(Integer.toString(row));
      assertThat(one.has("more")).isFalse();
      nats[row] += one.path("nats").asDouble();
      tokens[row] += one.path("tokens").asLong(one.has("error") ? 0 : 1);
      first.append(row == 0 ? one.get(piece).textValue() : "");
    }
    List<JsonNode> texts = texts();
    for (JsonNode row : texts) {
      int number = row.get("row").intValue();
      assertThat(nats[number]).isCloseTo(row.path("nats").asDouble(), within(1e-9));
      assertThat(tokens[number]).isEqualTo(row.path("tokens").asLong());
    }
    String text = texts.get(0).get("text").textValue();
    assertThat(first.toString())
        .isEqualTo((piece.equals("word") ? text.replace(" ", "") : text) + "<end>");
  }

  private static List<JsonNode> texts() throws IOException {
    Path texts = folder.resolve("texts");
    if (!Files.exists(texts)) {
      run("local[2]", "score", texts);
    }
    return rows(texts);
  }

  @Test
  void aFilterKeepsWhatIsLikelyAndCountsTheRest() throws IOException {
    Path kept = folder.resolve("kept");
    List<JsonNode> all = texts();
    double limit = all.get(0).get("perplexity").doubleValue();
    String out = run("local[2]", "score", kept, "--max-perplexity", limit).out();
    List<JsonNode> expected =
        all.stream()
            .filter(row -> row.has("perplexity") && row.get("perplexity").doubleValue() <= limit)
            .toList();
    assertThat(rows(kept)).isEqualTo(expected).isNotEmpty();
    assertThat(out)
        .contains(
            Text.format("left out   perplexity-above-the-most %,d", ROWS - 16 - expected.size()));
  }

  @Test
  void completionsAndVectorsDoNotDependOnTheCores() throws IOException {
    for (String command : List.of("complete", "embed")) {
      Object[] options =
          command.equals("embed")
              ? new Object[] {"--pooling", "last", "--format", "parquet"}
              : new Object[] {"--length", 5, "--unknown", "map", "--seed", 4};
      run("local[1]", command, folder.resolve(command + "-1"), options);
      run("local[2]", command, folder.resolve(command + "-2"), options);
      assertThat(hashes(folder.resolve(command + "-2")))
          .isEqualTo(hashes(folder.resolve(command + "-1")))
          .hasSizeGreaterThan(3);
    }
    assertThat(rows(folder.resolve("complete-1")).get(0).get("completion").textValue()).hasSize(5);
  }

  @Test
  void aFullDiskIsToldAndLeavesNoTable() throws Exception {
    Optional<SmallDisk> mounted = SmallDisk.mount(folder.resolve("disk"), 128);
    assumeThat(mounted).as("only root may mount a small disk").isPresent();
    try (SmallDisk disk = mounted.orElseThrow()) {
      Path table = disk.folder().resolve("table");
      String told = Cli.run(arguments("score", table, "--input", input)).expect(1).err();
      assertThat(told).contains(table.toString(), "No space left on device");
      assertThat(table).doesNotExist();
    }
  }

  @Test
  void whatIsMissingIsToldBeforeSparkStarts() {
    assertThat(Cli.run("score", "--checkpoint", LocalReference.get().run()).expect(2).err())
        .contains("Missing required option: '--input'");
    assertThat(
            Cli.run(arguments("score", folder.resolve("no"), "--input", input, "--text-field", "x"))
                .expect(1)
                .err())
        .contains("has a field 'x'");
    assertThat(folder.resolve("no")).doesNotExist();
  }
}
