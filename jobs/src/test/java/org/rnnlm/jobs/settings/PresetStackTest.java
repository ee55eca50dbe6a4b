package org.rnnlm.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresetStackTest {
  private static final Map<String, String> PRESETS =
      Map.of(
          "low", "a = 1, b = 1, c = 1",
          "middle", "presets = [low]\nb = 2, c = 2",
          "other", "presets = [low]\nc = 3",
          "chicken", "presets = [egg]",
          "egg", "# the first line\npresets = [chicken]",
          "itself", "presets = [itself]");

  private final PresetStack stack = new PresetStack(name -> Optional.ofNullable(PRESETS.get(name)));

  private Config resolved(String text) {
    return stack.layers(text, "mine.conf").stream()
        .reduce((below, above) -> above.withFallback(below))
        .orElseThrow();
  }

  @Test
  void whatAFileSaysItselfIsLaidOverWhatItBuildsOn() {
    Config settings = resolved("c = 9, presets = [middle]");

    assertThat(List.of(settings.getInt("a"), settings.getInt("b"), settings.getInt("c")))
        .containsExactly(1, 2, 9);
    assertThat(settings.hasPath("presets")).isFalse();
  }

  @Test
  void ofSeveralPresetsTheLaterIsLaidOverTheEarlier() {
    assertThat(resolved("presets = [middle, other]").getInt("c")).isEqualTo(3);
    assertThat(resolved("presets = [other, middle]").getInt("c")).isEqualTo(2);
  }

  @Test
  void aPresetThatBuildsOnItselfIsRefusedWithTheWayRound() {
    assertRefused("presets = [itself]", "presets (itself:1): ", "itself: itself, on itself");
    assertRefused(
        "presets = [chicken]", "presets (egg:2): ", "itself: chicken, on egg, on chicken");
  }

  @Test
  void anUnknownPresetIsNamedWithWhereItIsAndWhatThereIs() {
    assertRefused(
        "\npresets = [midle]", "presets (mine.conf:2): no such preset as midle", "shakespeare");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "presets = low",
        "presets = [3]",
        "presets.low = true",
        "presets = ${base}, base = [low]",
        "presets = [${base}], base = low"
      })
  void presetsAreAListOfNamesThatReferToNothing(String text) {
    assertRefused(text, "presets (mine.conf:1): must be a list of presets");
  }

  @Test
  void aFileOfTheUsersBuildsOnAPresetOfTheJar(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(folder.resolve("mine.conf"), "presets = [shakespeare]\nmodel.layers = 1");

    SettingsLayers reference = SettingsLayers.ofReference();
    assertThat(reference.withConfig(file.toString()).settings().render())
        .isEqualTo(
            reference
                .withConfig("shakespeare")
                .withAssignment("model.layers=1")
                .settings()
                .render());
  }

  private void assertRefused(String text, String... parts) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> stack.layers(text, "mine.conf"))
        .satisfies(refused -> assertThat(refused).hasMessageContainingAll(parts));
  }
}
