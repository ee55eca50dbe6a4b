package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All commands one after the other on the generated encyclopedia, as a user would run them. */
class CommandsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  private static Path path(String name) {
    return folder.resolve(name);
  }

  @BeforeAll
  static void trainOnCharactersAndWords() {
    Cli.run("corpus", "--output", path("corpus"), "--articles", 150, "--seed", 5).expect(0);
    for (String tokens : new String[] {"characters", "words"}) {
      Cli.run(
              "prepare",
              "--input",
              path("corpus/encyclopedia.xml.bz2"),
              "--output",
              path(tokens),
              "--set",
              "prepare.tokens=" + tokens,
              "--set",
              "prepare.length=40")
          .expect(0);
      Cli.run(
              "train",
              "--data",
              path(tokens),
              "--run",
              path("run-" + tokens),
              "--set",
              "model.hidden-size=24",
              "--set",
              "model.layers=1",
              "--set",
              "train.epochs=2",
              "--set",
              "train.learning-rate=0.02",
              "--set",
              "sample.length=40")
          .expect(0);
    }
  }

  @Test
  void evaluateNeverBeatsTheFloorOfTheCorpus() throws IOException {
    Cli.Result result =
        Cli.run(
                "evaluate",
                "--checkpoint",
                path("run-characters"),
                "--data",
                path("characters"),
                "--floor",
                path("corpus/floor.tsv"))
            .expect(0);
    JsonNode score = JSON.readTree(result.lastLine());
    double floor = score.get("floorNatsPerCharacter").doubleValue();
    assertThat(floor).isBetween(0.4, 0.6);
    assertThat(score.get("natsPerCharacter").doubleValue()).isGreaterThan(floor).isLessThan(3.2);
    assertThat(score.get("natsPerCharacter").doubleValue())
        .isEqualTo(score.get("loss").doubleValue());
    assertThat(score.get("perplexity").doubleValue())
        .isEqualTo(Math.exp(score.get("loss").doubleValue()));
    assertThat(result.out()).contains("no model can do better");
  }

  @Test
  void evaluateOfWordsTellsNatsPerCharacterToo() throws IOException {
    for (String split : new String[] {"train", "valid", "test"}) {
      Cli.Result result =
          Cli.run(
                  "evaluate",
                  "--checkpoint",
                  path("run-words"),
                  "--data",
                  path("words"),
                  "--split",
                  split,
                  "--floor",
                  path("corpus/floor.tsv"))
              .expect(0);
      JsonNode score = JSON.readTree(result.lastLine());
      assertThat(score.get("split").textValue()).isEqualTo(split);
      double perCharacter = score.get("nats").doubleValue() / score.get("characters").doubleValue();
      assertThat(score.get("natsPerCharacter").doubleValue())
          .isEqualTo(perCharacter)
          .isGreaterThan(score.get("floorNatsPerCharacter").doubleValue());
      assertThat(score.get("loss").doubleValue()).isGreaterThan(3 * perCharacter);
    }
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
      "compare", "--config", file, "--data", path("characters"), "--output", path("cells")
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
    Files.writeString(file, comparison.replace("epochs = 1", "epochs = 2"));
    assertThat(Cli.run(compare).expect(1).err()).contains("train.epochs").contains("lstm");
  }

  @Test
  void theSameSeedWritesTheSameText() {
    String first = generate("--seed", "4");
    assertThat(generate("--seed", "4")).isEqualTo(first);
    assertThat(generate("--seed", "5")).isNotEqualTo(first);
    assertThat(generate("--greedy")).isEqualTo(generate("--temperature", "0", "--seed", "9"));
    assertThat(first).startsWith("The ").hasSizeBetween(60, 70);
  }

  private static String generate(String... options) {
    Object[] arguments = new Object[7 + options.length];
    System.arraycopy(
        new Object[] {
          "generate", "--checkpoint", path("run-characters"), "--prompt", "The ", "--length", 60
        },
        0,
        arguments,
        0,
        7);
    System.arraycopy(options, 0, arguments, 7, options.length);
    return Cli.run(arguments).expect(0).out();
  }

  @Test
  void unknownCharactersOfAPromptAreNamedOrMapped() {
    Cli.Result refused =
        Cli.run("generate", "--checkpoint", path("run-characters"), "--prompt", "A ß and a 字")
            .expect(1);
    assertThat(refused.err()).contains("'ß', '字'").contains("--unknown map");
    Cli.Result mapped =
        Cli.run(
                "generate",
                "--checkpoint",
                path("run-characters"),
                "--prompt",
                "A ß",
                "--unknown",
                "map",
                "--length",
                5)
            .expect(0);
    assertThat(mapped.out()).startsWith("A <unk>");
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
    return path("run-words/checkpoints").toFile().list()[0];
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
  void moreEpochsCanBeAddedToARunAndOtherSettingsCannotChange() throws IOException {
    Cli.run(
            "train",
            "--data",
            path("words"),
            "--run",
            path("longer"),
            "--set",
            "model.hidden-size=8",
            "--set",
            "train.epochs=1",
            "--set",
            "sample.length=5")
        .expect(0);
    Cli.Result refused =
        Cli.run(
                "train",
                "--data",
                path("words"),
                "--run",
                path("longer"),
                "--resume",
                "--set",
                "model.hidden-size=9",
                "--set",
                "train.seed=2")
            .expect(1);
    assertThat(refused.err())
        .contains("model.hidden-size: was 8, is 9")
        .contains("train.seed: was 1, is 2");
    Cli.Result resumed =
        Cli.run(
                "train",
                "--data",
                path("words"),
                "--run",
                path("longer"),
                "--resume",
                "--set",
                "train.epochs=2")
            .expect(0);
    assertThat(resumed.out())
        .contains("resuming")
        .contains("epoch 2/2")
        .doesNotContain("epoch 1/2");
    Cli.Result slower =
        Cli.run(
                "train",
                "--data",
                path("words"),
                "--run",
                path("longer"),
                "--resume",
                "--set",
                "train.epochs=3",
                "--set",
                "train.learning-rate=0.001")
            .expect(0);
    assertThat(slower.out()).contains("changed    train.learning-rate: was 0.002, is 0.001");
    assertThat(Files.readString(path("longer/settings.conf")))
        .contains("train.learning-rate = 0.001")
        .contains("train.epochs = 3");
    assertThat(Files.readString(path("longer/metrics.jsonl")))
        .contains("\"learningRate\":0.002")
        .contains("\"learningRate\":0.001");
    Cli.Result other =
        Cli.run(
                "train",
                "--data",
                path("characters"),
                "--run",
                path("longer"),
                "--resume",
                "--set",
                "train.epochs=3")
            .expect(1);
    assertThat(other.err()).contains("another vocabulary");
  }
}
