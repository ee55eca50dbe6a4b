package org.rnnlm.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

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
}
