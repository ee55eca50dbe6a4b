package org.rnnlm.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.text.Text;

class SettingsLayersTest {
  static final String REFERENCE =
      """
      train {
        rounds = 10
        learning-rate = 0.001
        resume = false
        schedule = constant
        milestones = [1, 2]
        folder = runs
      }
      generate {
        prompt = ""
        stop-words = []
      }
      prepare.tokens = characters
      """;

  private final SettingsLayers reference = SettingsLayers.ofReference(REFERENCE);

  @TempDir private Path folder;

  @Test
  void theReferenceAloneGivesTheDefaults() {
    assertThat(reference.settings().integer("train.rounds", 1, 100)).isEqualTo(10);
    assertThat(reference.settings().text("prepare.tokens")).isEqualTo("characters");
  }

  @Test
  void aLaterLayerWinsAndLeavesTheOtherKeysAlone() {
    Settings settings =
        reference
            .withText("train { rounds = 20, folder = saved }", "saved")
            .withText("train.rounds = 30", "mine.conf")
            .withAssignments(List.of("train.rounds=40", "train.rounds=50"))
            .settings();

    assertThat(settings.integer("train.rounds", 1, 100)).isEqualTo(50);
    assertThat(settings.text("train.folder")).isEqualTo("saved");
    assertThat(settings.decimal("train.learning-rate", 0, 1)).isEqualTo(0.001);
  }

  @Test
  void layersAreImmutable() {
    reference.withAssignment("train.rounds=40");

    assertThat(reference.settings().integer("train.rounds", 1, 100)).isEqualTo(10);
  }

  @Test
  void filesAreLaidInTheOrderGiven() throws IOException {
    Path first = write("first file.conf", "train.rounds = 2, train.folder = here");
    Path second = write("second.conf", "train.rounds = 3");

    Settings settings =
        reference.with(List.of(first.toString(), second.toString()), List.of()).settings();

    assertThat(settings.integer("train.rounds", 1, 100)).isEqualTo(3);
    assertThat(settings.text("train.folder")).isEqualTo("here");
  }

  @Test
  void aValueMayReferToAnotherKeyOfAnyLayer() {
    Settings settings =
        reference
            .withText("train.folder = ${prepare.tokens}/runs", "mine.conf")
            .withAssignment("prepare.tokens=words")
            .settings();

    assertThat(settings.text("train.folder")).isEqualTo("words/runs");
  }

  @Test
  void aValueMayReferToAnEnvironmentVariableThatNeedNotBeSet() {
    SettingsLayers layers =
        reference.withText(
            "train.folder = ${?PATH}, train.rounds = ${?NO_SUCH_VARIABLE_OF_RNNLM}", "mine.conf");

    assertThat(layers.settings().text("train.folder")).isEqualTo(System.getenv("PATH"));
    assertThat(layers.settings().integer("train.rounds", 1, 100)).isEqualTo(10);
  }

  @Test
  void systemPropertiesDoNotCount() {
    System.setProperty("train.rounds", "77");
    try {
      assertThat(SettingsLayers.ofReference(REFERENCE).settings().integer("train.rounds", 1, 100))
          .isEqualTo(10);
    } finally {
      System.clearProperty("train.rounds");
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "train.learning-rat = 1 | train.learning-rate",
        "learning-rate = 1      | train.learning-rate",
        "generate.rounds = 1    | train.rounds",
        "prepare.token = words  | prepare.tokens",
        "trian.milestones = [3] | train.milestones",
        "generate.promt = ``    | generate.prompt",
      },
      delimiter = '|')
  void anUnknownKeyIsRefusedWithTheNearestKnownOne(String line, String nearest) {
    String key = line.substring(0, line.indexOf(" ="));

    assertThatThrownBy(() -> reference.withText("\n\n" + line.replace("``", "\"\""), "mine.conf"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            Text.format("%s (mine.conf:3): no such setting; did you mean %s?", key, nearest));
  }

  @Test
  void everyProblemOfALayerIsNamedAtOnce() {
    assertThatThrownBy(
            () -> reference.withText("train { b = 1\n a = 2\n rounds = x }", "mine.conf"))
        .hasMessageContainingAll(
            "train.a (mine.conf:2)", "train.b (mine.conf:1)", "train.rounds =");
  }

  @Test
  void anUnknownEmptyGroupIsRefused() {
    assertThatThrownBy(() -> reference.withText("trian {}", "mine.conf"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("trian (mine.conf:1): no such setting");
  }

  @Test
  void anEmptyGroupOrFileChangesNothing() {
    assertThat(reference.withText("train {}", "a").withText("", "b").settings().render())
        .isEqualTo(reference.settings().render());
  }

  @Test
  void aQuotedDottedKeyIsNotTakenForTheKeyItLooksLike() {
    assertThatThrownBy(() -> reference.withText("\"train.rounds\" = 3", "mine.conf"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("did you mean train.rounds?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train.rounds = many       | train.rounds = \"many\" (mine.conf:1): must be a number",
        "train.rounds = true       | train.rounds = true (mine.conf:1): must be a number",
        "train.rounds = null       | train.rounds = null (mine.conf:1): must be a number",
        "train.rounds = [1]        | train.rounds = [1] (mine.conf:1): must be a number",
        "train.rounds = NaN        | train.rounds = \"NaN\" (mine.conf:1): must be a number",
        "train.rounds = \"0x10\"   | train.rounds = \"0x10\" (mine.conf:1): must be a number",
        "train.rounds = 1e999      | train.rounds = Infinity (mine.conf:1): must be a number",
        "train.rounds { a = 1 }    | train.rounds = {\"a\":1} (mine.conf:1): must be a number",
        "train.resume = 1          | train.resume = 1 (mine.conf:1): must be true or false",
        "train.folder = [a]        | train.folder = [\"a\"] (mine.conf:1): must be a text",
        "train.milestones = 3      | train.milestones = 3 (mine.conf:1): must be a list of numbers",
        "train.milestones = [3, a] | train.milestones = [3,\"a\"] (mine.conf:1): must be a list",
        "generate.stop-words = a   | generate.stop-words = \"a\" (mine.conf:1): must be a list",
        "train = 3                 | train = 3 (mine.conf:1): must be a group of settings",
      })
  void aWrongTypeIsRefusedWithKeyValueOriginAndTheTypeWanted(String line, String message) {
    assertThatThrownBy(() -> reference.withText(line, "mine.conf"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train {", "train.rounds = 1 }", "= 3", "train.rounds = [1,", "a b"})
  void malformedTextIsRefusedWithFileAndLine(String text) {
    assertThatThrownBy(() -> reference.withText("\n" + text, "mine.conf"))
        .isInstanceOf(SettingsException.class)
        .hasMessageMatching("(?s)mine\\.conf:\\d+: .*");
  }

  @Test
  void aReferenceToNothingIsRefusedWithFileAndLine() {
    assertThatThrownBy(() -> reference.withText("\ntrain.rounds = ${no.such.key}", "mine.conf"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("mine.conf:2: ")
        .hasMessageContaining("${no.such.key}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include \"other\"",
        "include file(\"other.conf\")",
        "include classpath(\"other.conf\")",
        "include url(\"http://localhost/other.conf\")",
        "include required(\"other\")"
      })
  void includesAreRefused(String text) {
    assertThatThrownBy(() -> reference.withText(text, "mine.conf"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("mine.conf: include of ")
        .hasMessageEndingWith("includes are not read; give --config several times");
  }

  @Test
  void aMissingFileIsRefusedWithTheListOfPresets() {
    assertThatThrownBy(() -> reference.withConfig("no-such"))
        .isInstanceOf(SettingsException.class)
        .hasMessageMatching("--config no-such: no such file, and no such preset; presets: .*");
  }

  @Test
  void aPathIsNeverTakenForAPreset() {
    assertThatThrownBy(() -> reference.withConfig("./reference"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("--config ./reference: no such file");
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Path file = folder.resolve("latin1.conf");
    Files.write(file, "train.folder = \u00e4".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> reference.withConfig(file.toString()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ": cannot be read as UTF-8 text");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void everyWrongAssignmentAndFileIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                reference.with(
                    List.of("no-such-preset"),
                    List.of(
                        Assignment.ofSet("train.round=4"),
                        Assignment.ofSet("train.learning-rate=quick"),
                        Assignment.ofSet("prepare.token=words"))))
        .hasMessageContainingAll(
            "no-such-preset: no such file",
            "train.round (--set train.round=4): no such setting; did you mean train.rounds?",
            "(--set train.learning-rate=quick): must be a number",
            "did you mean prepare.tokens?");
  }

  @Test
  void aKeyThatIsLikeNoneGetsNoGuess() {
    assertThatThrownBy(() -> reference.withAssignment("train.fortune=7"))
        .hasMessageContaining("submit/rnnlm settings")
        .hasMessageNotContaining("did you mean");
  }
}
