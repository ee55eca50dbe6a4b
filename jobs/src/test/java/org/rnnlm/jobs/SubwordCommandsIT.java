package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.text.Text;

/** All commands one after the other on JSON lines in several scripts, with subwords. */
class SubwordCommandsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES = List.of("Brémen", "Łódź", "北京", "Ωmega", "Москва");

  @TempDir private static Path folder;

  private static Path path(String name) {
    return folder.resolve(name);
  }

  private static String text(int i) {
    String name = NAMES.get(i % NAMES.size());
    return Text.format(
        "%s is a town, 高い山の町 😀. It has %d houses;\nit's %s's %d mills that it needs.",
        name, 1000 + i, name, i % 10);
  }

  @BeforeAll
  static void prepareAndTrain() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      lines.append(JSON.createObjectNode().put("text", text(i)).put("id", i)).append('\n');
    }
    Files.writeString(path("towns.jsonl"), lines);
    prepare("data", "prepare.tokens=subwords", "prepare.vocabulary-size=320").expect(0);
    Cli.run(
            "train",
            "--data",
            path("data"),
            "--run",
            path("run"),
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

  private static Cli.Result prepare(String output, String... settings) {
    Stream<Object> arguments =
        Stream.of(
            "prepare",
            "--input",
            path("towns.jsonl"),
            "--output",
            path(output),
            "--set",
            "prepare.id-field=id",
            "--set",
            "prepare.length=40");
    return Cli.run(
        Stream.concat(arguments, Arrays.stream(settings).flatMap(s -> Stream.of("--set", s)))
            .toArray());
  }

  @Test
  void natsPerCharacterAreOverTheCharactersOfTheText() throws IOException {
    long characters = 0;
    for (String split : List.of("train", "valid", "test")) {
      Cli.Result result =
          Cli.run("evaluate", "--checkpoint", path("run"), "--data", path("data"), "--split", split)
              .expect(0);
      JsonNode score = JSON.readTree(result.lastLine());
      assertThat(score.get("natsPerCharacter").doubleValue())
          .isEqualTo(score.get("nats").doubleValue() / score.get("characters").longValue());
      assertThat(score.get("tokens").longValue()).isNotEqualTo(score.get("characters").longValue());
      characters += score.get("characters").longValue();
    }
    assertThat(characters)
        .isEqualTo(
            IntStream.range(0, 400)
                .mapToLong(i -> text(i).codePointCount(0, text(i).length()) + 1)
                .sum());
  }

  @Test
  void anyPromptIsUnderstoodAndComesBack() {
    String prompt = "ไม่มี 'tis\n\n  é 𝄞 <unk> 42";
    Cli.Result result =
        Cli.run("generate", "--checkpoint", path("run"), "--prompt", prompt, "--length", 30)
            .expect(0);
    assertThat(result.out()).startsWith(prompt);
  }

  @Test
  void aSampleOfBytesThatAreNoTextIsStillText() throws IOException {
    String drawn =
        Cli.run("generate", "--checkpoint", path("run"), "--temperature", 5, "--length", 300)
            .expect(0)
            .out();
    assertThat(drawn).contains("\uFFFD");
    assertThat(Files.readString(path("run/samples/epoch-0002.txt"))).isNotBlank();
  }

  @Test
  void inspectShowsTextAndWhereTokensEnd() {
    assertThat(inspect("--article", "399", "--split", splitOf(399))).isEqualTo(text(399) + "\n");
    String tokens = inspect("--article", "399", "--split", splitOf(399), "--tokens");
    assertThat(tokens.replace("|", "")).contains("Ġis", "Ċit's");
    assertThat(tokens).contains("|Ġ");
  }

  private static String inspect(String... options) {
    return Cli.run(
            Stream.concat(Stream.of("inspect", path("data")), Arrays.stream(options)).toArray())
        .expect(0)
        .out();
  }

  private static String splitOf(int article) {
    return Stream.of("train", "valid", "test")
        .filter(
            split ->
                Cli.run("inspect", path("data"), "--article", article, "--split", split).exitCode()
                    == 0)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tokenizerJsonIsProvedWhereverItIs() throws IOException {
    Path checkpoint = newestCheckpoint();
    for (Path place : List.of(path("data"), checkpoint)) {
      Path file = place.resolve("tokenizer.json");
      byte[] whole = Files.readAllBytes(file);
      assertThat(Cli.run("verify", place).expect(0).out()).contains("ok");
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      assertThat(Cli.run("verify", place).expect(1).out()).contains("tokenizer.json has ");
      Files.delete(file);
      assertThat(Cli.run("verify", place).expect(1).out())
          .contains("tokenizer.json does not exist");
      Files.write(file, whole);
      assertThat(Cli.run("verify", place).expect(0).out()).contains("ok");
    }
    assertThat(checkpoint.resolve("tokenizer.json"))
        .hasSameBinaryContentAs(path("data/tokenizer.json"));
  }

  private static Path newestCheckpoint() throws IOException {
    try (Stream<Path> folders = Files.list(path("run/checkpoints"))) {
      return folders.sorted().reduce((one, later) -> later).orElseThrow();
    }
  }

  @Test
  void settingsThatDoNotFitSubwordsAreNamed() {
    assertThat(prepare("no", "prepare.tokens=subwords").expect(2).err())
        .contains("prepare.vocabulary-size", "256");
    assertThat(prepare("no", "prepare.tokens=words", "prepare.digits=split").expect(2).err())
        .contains("prepare.digits", "words cannot be cut at their digits");
    assertThat(path("no")).doesNotExist();
  }

  @Test
  void promptsAreBroughtToTheFormOfTheCorpus() {
    prepare(
            "plain",
            "prepare.tokens=subwords",
            "prepare.vocabulary-size=300",
            "prepare.digits=zero",
            "prepare.lower-case=true")
        .expect(0);
    Cli.run(
            "train",
            "--data",
            path("plain"),
            "--run",
            path("run-plain"),
            "--set",
            "model.hidden-size=4",
            "--set",
            "model.layers=1",
            "--set",
            "train.epochs=1",
            "--set",
            "sample.length=5")
        .expect(0);
    String written =
        Cli.run(
                "generate",
                "--checkpoint",
                path("run-plain"),
                "--prompt",
                "ŁE\u0301 1984",
                "--length",
                5)
            .expect(0)
            .out();
    assertThat(written).startsWith("łé 0000");
  }
}
