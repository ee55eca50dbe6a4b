package org.rnnlm.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresetsTest {
  @Test
  void theReferenceOfTheJarIsReadAndRenderedAndReadAgain() {
    String rendered = SettingsLayers.ofReference().settings().render();

    assertThat(rendered).isNotBlank();
    assertThat(SettingsLayers.ofReference().withText(rendered, "saved").settings().render())
        .isEqualTo(rendered);
  }

  @Test
  void everyPresetFitsTheReference() {
    assertThat(Presets.names()).isNotEmpty().doesNotContain("reference");
    for (String preset : Presets.names()) {
      assertThat(SettingsLayers.ofReference().withConfig(preset).settings().render())
          .isEqualTo(SettingsLayers.ofReference().withConfig(preset + ".conf").settings().render());
    }
  }

  /** The file was written when no preset built on another: each said all of its settings itself. */
  @Test
  void presetsThatBuildOnOthersComeToWhatTheyCameToWhenTheySaidAllThemselves() throws IOException {
    try (InputStream before = getClass().getResourceAsStream("presets.txt")) {
      assertThat(differencesFromTheReference())
          .isEqualTo(new String(before.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String differencesFromTheReference() {
    SettingsLayers reference = SettingsLayers.ofReference();
    Map<String, String> defaults = reference.settings().rendered();
    StringBuilder all = new StringBuilder();
    for (String preset : Presets.names()) {
      all.append("# ").append(preset).append("\n");
      reference
          .withConfig(preset)
          .settings()
          .rendered()
          .forEach(
              (key, value) -> {
                if (!value.equals(defaults.get(key))) {
                  all.append(key).append(" = ").append(value).append("\n");
                }
              });
    }
    return all.toString();
  }
}
