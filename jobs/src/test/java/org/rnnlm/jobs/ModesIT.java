package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.text.Text;

/** All commands on shards of sentences and of windows, as a user would run them. */
class ModesIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path shared;
  @TempDir private Path folder;

  @BeforeAll
  static void trainOnSentencesAndWindows() throws IOException {
    String text =
        IntStream.range(0, 800)
            .mapToObj(i -> Text.format("the %s sat on the %s.", animal(i), animal(i / 3)))
            .collect(Collectors.joining("\n\n"));
    Files.writeString(shared.resolve("play.txt"), text);
    run("sentences", "prepare.lower-case=true", "train.epochs=3");
    run("windows", "prepare.stride=10", "train.batch-size=16", "train.learning-rate=0.02");
  }

  private static String animal(int i) {
    return List.of("cat", "dog", "cow", "hen", "ape").get(i % 5);
  }

  private static void run(String preset, String... settings) {
    prepare(preset, shared.resolve(preset), settings).expect(0);
    List<Object> train = with(preset, settings);
    train.addAll(
        0,
        List.of(
            "train", "--data", shared.resolve(preset), "--run", shared.resolve("run-" + preset)));
    train.addAll(List.of("--set", "model.hidden-size=24", "--set", "sample.length=30"));
    train.addAll(List.of("--set", "model.embedding-size=" + (preset.equals("windows") ? 0 : 24)));
    Cli.run(train.toArray()).expect(0);
  }

  private static Cli.Result prepare(String preset, Path output, String... settings) {
    List<Object> prepare = with(preset, settings);
    prepare.addAll(
        0, List.of("prepare", "--input", shared.resolve("play.txt"), "--output", output));
    return Cli.run(prepare.toArray());
  }

  private static List<Object> with(String preset, String... settings) {
    List<Object> arguments = new ArrayList<>(List.of("--config", preset));
    Arrays.stream(settings).forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return arguments;
  }

  private static Cli.Result generate(String preset, Object... options) {
    List<Object> arguments =
        new ArrayList<>(List.of("generate", "--checkpoint", shared.resolve("run-" + preset)));
    arguments.addAll(List.of(options));
    return Cli.run(arguments.toArray()).expect(0);
  }

  @Test
  void aSentenceIsWrittenToItsEnd() {
    assertThat(generate("sentences", "--greedy").out().strip()).matches("the \\w+ .*\\.");
    assertThat(generate("sentences", "--prompt", "The hen", "--greedy", "--length", 500).out())
        .startsWith("the hen sat on the")
        .hasSizeLessThan(60);
  }

  @Test
  void sentencesAreCompletedFromTheFirstWordsOfEachPromptAtEachTemperature() throws IOException {
    Path prompts = Files.writeString(folder.resolve("prompts.txt"), "the hen\n\nthe cat sat\n");
    List<String> texts =
        generate("sentences", "--prompts", prompts, "--temperature", "0,0.9", "--count", 2)
            .out()
            .lines()
            .toList();

    assertThat(texts).hasSize(12);
    for (int i = 0; i < 12; i += 2) {
      assertThat(texts.get(i)).isEqualTo("--- temperature " + (i % 6 == 0 ? "0.0" : "0.9"));
      assertThat(texts.get(i + 1)).startsWith(i < 6 ? "the hen" : "the cat sat");
    }
    assertThat(generate("sentences", "--prompt", "the hen", "--greedy").out().strip())
        .isEqualTo(texts.get(1));
    assertThat(generate("sentences", "--prompt", "the hen", "--temperature", 0.9).out().strip())
        .isEqualTo(texts.get(3));
  }

  @Test
  void metricsOfTextAreMeasuredWhereTheyAreAskedFor() throws IOException {
    Cli.Result result =
        evaluate("sentences", "--text-metrics", "--set", "evaluate.prompt-tokens=3").expect(0);

    assertThat(result.out()).contains("top-k", "next token word error rate", "completion");
    JsonNode metrics = JSON.readTree(result.lastLine());
    // two words of eight are one of five: the best there is are 0.8 and 1
    assertThat(metrics.get("topAccuracy").get("1").doubleValue()).isBetween(0.7, 0.85);
    assertThat(metrics.get("topAccuracy").get("5").doubleValue()).isGreaterThan(0.97);
    assertThat(metrics.get("nextTokenErrorRate").doubleValue())
        .isCloseTo(1 - metrics.get("topAccuracy").get("1").doubleValue(), within(1e-12));
    // of "on the cat." one word of four is one of five
    assertThat(metrics.get("completionWordErrorRate").doubleValue()).isBetween(0.1, 0.3);
    assertThat(metrics.get("completionCharacterErrorRate").doubleValue()).isBetween(0.05, 0.35);
    assertThat(JSON.readTree(evaluate("sentences").lastLine()).has("topAccuracy")).isFalse();
  }

  @Test
  void wordsStartFromVectorsThatAreTheSameOnEveryCluster() throws IOException {
    Path one = vectors("local[1]", folder.resolve("one.txt"));
    Path two = vectors("local[2]", folder.resolve("two.txt"));
    assertThat(two).hasSameBinaryContentAs(one);
    assertThat(Files.readAllLines(one).get(0)).matches("\\d+ 24");

    Path run = folder.resolve("run");
    Cli.Result trained =
        trainFrom(
            one,
            run,
            "model.embedding-size=24",
            "model.freeze-embedding=true",
            "train.epochs=1",
            "sample.length=5");
    assertThat(trained.expect(0).out()).contains("9 of 9 types (100.0 %");
    JsonNode saved = JSON.readTree(run.resolve("vectors.json").toFile());
    assertThat(saved.get("coveredTokens")).isEqualTo(saved.get("tokens"));
    assertThat(trainFrom(one, folder.resolve("other"), "model.embedding-size=23").expect(1).err())
        .contains("vectors are 24 wide, and model.embedding-size is 23");
    assertThat(folder.resolve("other")).doesNotExist();
  }

  private Path vectors(String master, Path file) {
    String before = System.getProperty("spark.master");
    System.setProperty("spark.master", master);
    try {
      Cli.run(
              "vectors",
              "--data",
              shared.resolve("sentences"),
              "--output",
              file,
              "--set",
              "vectors.width=24",
              "--set",
              "vectors.epochs=1")
          .expect(0);
      return file;
    } finally {
      if (before == null) {
        System.clearProperty("spark.master");
      } else {
        System.setProperty("spark.master", before);
      }
    }
  }

  private static Cli.Result trainFrom(Path vectors, Path run, String... settings) {
    List<Object> train = with("sentences", settings);
    train.addAll(
        0,
        List.of(
            "train", "--data", shared.resolve("sentences"), "--run", run, "--vectors", vectors));
    return Cli.run(train.toArray());
  }

  @Test
  void windowsWriteAsMuchAsIsAsked() {
    assertThat(generate("windows", "--prompt", "the h", "--length", 70).out().strip().length())
        .isGreaterThan(60);
  }

  @Test
  void aScoreCountsEachTokenOnce() throws IOException {
    JsonNode sentences = JSON.readTree(evaluate("sentences").lastLine());
    // seven tokens and END a sentence, of which the second is one of five and the sixth another
    assertThat(sentences.get("tokens").longValue() % 8).isZero();
    assertThat(sentences.get("loss").doubleValue()).isBetween(0.2, 1.2);
    JsonNode windows = JSON.readTree(evaluate("windows").lastLine());
    assertThat(windows.get("tokens")).isEqualTo(windows.get("characters"));
    assertThat(windows.get("natsPerCharacter")).isEqualTo(windows.get("loss"));
  }

  private static Cli.Result evaluate(String preset, Object... options) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "evaluate",
                "--checkpoint",
                shared.resolve("run-" + preset),
                "--data",
                shared.resolve(preset)));
    arguments.addAll(List.of(options));
    return Cli.run(arguments.toArray());
  }

  @Test
  void theFloorOfWholeArticlesIsNoneOfSentences() throws IOException {
    Path floor = Files.writeString(folder.resolve("floor.tsv"), "");
    assertThat(evaluate("sentences", "--floor", floor).expect(1).err())
        .contains("--floor is of whole articles")
        .contains("prepare.mode = stream or window");
  }

  @Test
  void sequencesAndArticlesAreShownAndVerified() {
    Path sentences = shared.resolve("sentences");
    assertThat(Cli.run("inspect", sentences, "--tokens", "--count", 1).expect(0).out())
        .contains("<start>|the|cat|sat|on|the|cat|.|<end>");
    assertThat(Cli.run("inspect", sentences, "--article", article(sentences)).expect(0).out())
        .startsWith("the cat sat on the cat.\nthe dog sat on the cat.\n");
    Path windows = shared.resolve("windows");
    assertThat(Cli.run("inspect", windows, "--from", 1, "--count", 1).expect(0).out())
        .contains("41 tokens, the first 31 of them the last of the one before");
    assertThat(Cli.run("inspect", windows, "--article", article(windows)).expect(0).out())
        .startsWith("the cat sat on the cat.\n\nthe dog sat on the cat.\n");
    Cli.run("verify", sentences, windows, shared.resolve("run-sentences")).expect(0);
  }

  private static String article(Path data) {
    String shown = Cli.run("inspect", data, "--count", 1).expect(0).out();
    return shown.replaceAll("(?s)^.* of article (-?\\d+),.*$", "$1");
  }

  @Test
  void sentencesLeftOutAreCounted() {
    Cli.Result prepared = prepare("sentences", folder.resolve("data"), "prepare.minimum-tokens=8");
    assertThat(prepared.expect(1).err())
        .contains("training split is empty")
        .contains("sentence-too-short ");
    assertThat(
            prepare("sentences", folder.resolve("data"), "prepare.vocabulary-size=2")
                .expect(0)
                .out())
        .contains("sentences of at most 120 steps")
        .contains("left out   sentence-too-long 0, sentence-too-short");
  }

  @ParameterizedTest
  @CsvSource({
    "prepare.mode=paragraph, 'must be one of stream, sentence, window'",
    "prepare.stride=0, 'prepare.stride'",
    "prepare.stride=41, 'stride is 41, it must be from 1 to the length of 40'",
    "prepare.language=English, 'auto or a language''s code'",
    "prepare.minimum-tokens=0, 'at least 1'",
    "prepare.paragraphs=page, 'must be one of auto, line, blank-line'",
  })
  void wrongSettingsAreRefused(String setting, String reason) {
    assertThat(prepare("windows", folder.resolve("data"), setting).expect(2).err())
        .contains(setting.substring(0, setting.indexOf('=')))
        .contains(reason);
  }

  @Test
  void damagedManifestsAreRefused() throws IOException {
    Path manifest = shared.resolve("windows/MANIFEST.json");
    String text = Files.readString(manifest);
    String[][] damages = {
      {"\"stride\" : 10", "\"stride\" : 0", "stride is 0, it must be from 1"},
      {"\"stride\" : 10", "\"stride\" : 9", "is not the window 9 tokens after the one before"},
      {"\"length\" : 40", "\"length\" : 39", "more than the length of 39 and one"},
      {"\"length\" : 40", "\"length\" : 41", "is not the window 10 tokens after"},
      {"\"WINDOW\"", "\"PAGE\"", "mode 'PAGE' is not known"},
    };
    for (String[] damage : damages) {
      assertThat(text).contains(damage[0]);
      Files.writeString(manifest, text.replace(damage[0], damage[1]));
      try {
        assertThat(Cli.run("verify", shared.resolve("windows")).expect(1).out())
            .contains("damaged")
            .contains(damage[2]);
      } finally {
        Files.writeString(manifest, text);
      }
    }
  }
}
