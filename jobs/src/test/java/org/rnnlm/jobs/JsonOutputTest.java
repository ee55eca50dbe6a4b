package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.io.Json;

/** What commands print by {@code --json}; those that need Spark are in {@link CommandsIT}. */
class JsonOutputTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void writeModel() {
    Rehearsal.writeModel(folder.resolve("run").toString());
  }

  /** Runs a command, whose whole output must be objects of JSON, a line each. */
  static List<JsonNode> lines(Object... command) {
    Object[] words = Stream.concat(Stream.of(command), Stream.of("--json")).toArray();
    List<JsonNode> objects =
        Cli.run(words)
            .expect(0)
            .out()
            .lines()
            .map(line -> Json.tree(line, String.join(" ", line)))
            .toList();
    assertThat(objects).isNotEmpty().allMatch(JsonNode::isObject);
    return objects;
  }

  @ParameterizedTest
  @CsvSource({
    "presets, presets",
    "settings, settings",
    "settings train, settings",
    "summary --vocabulary 9, layers",
    "summary --vocabulary 9 --config reviews, layers",
    "completion, script",
    "plan --master yarn summary --vocabulary 9, settings"
  })
  void theResultAloneStandsOnStandardOutput(String words, String field) {
    List<JsonNode> objects =
        words.startsWith("plan") // whose rest is another command's
            ? lines("plan", "--json", "--master", "yarn", "summary", "--vocabulary", "9")
            : lines((Object[]) words.split(" "));
    assertThat(objects).singleElement().matches(object -> object.has(field));
  }

  @Test
  void ofSeveralTextsEachIsALine() {
    List<JsonNode> texts =
        lines(
            "generate",
            "--checkpoint",
            folder.resolve("run"),
            "--prompt",
            "ab",
            "--length",
            "4",
            "--temperature",
            "0,1");
    assertThat(texts)
        .extracting(text -> text.get("temperature").doubleValue())
        .containsExactly(0.0, 1.0);
    assertThat(texts).allSatisfy(text -> assertThat(text.get("text").textValue()).startsWith("ab"));
  }

  @Test
  void whatIsProvedAndWrittenIsTold() throws IOException {
    String run = folder.resolve("run").toString();
    assertThat(lines("verify", run))
        .singleElement()
        .matches(found -> found.get("ok").booleanValue());
    Path corpus = folder.resolve("corpus");
    assertThat(lines("corpus", "--output", corpus, "--articles", "2"))
        .singleElement()
        .matches(found -> found.get("written").size() == 2);
  }

  @Test
  void failuresAreToldAsEver() {
    Cli.Result failed = Cli.run("verify", folder.resolve("nowhere"), "--json").expect(1);
    assertThat(Json.tree(failed.out(), "stdout").get("ok").booleanValue()).isFalse();
    Cli.Result wrong = Cli.run("settings", "train.epoch", "--json").expect(2);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).startsWith("error: ");
  }
}
