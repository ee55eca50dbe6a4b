package org.rnnlm.jobs.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsLayers;

class TableSpecsTest {
  private static Settings with(String... assignments) {
    return SettingsLayers.ofReference().withAssignments(List.of(assignments)).settings();
  }

  @Test
  void theManifestTellsHowRowsWereRead() {
    Settings settings =
        with("prepare.text-field=body", "prepare.id-field=n", "prepare.page-characters=77");
    assertThat(TableSpecs.readingSettings(settings))
        .containsExactly(
            entry("prepare.format", "auto"),
            entry("prepare.id-field", "n"),
            entry("prepare.page-characters", "77"),
            entry("prepare.text-field", "body"));
  }

  @Test
  void theManifestTellsHowTargetsWereSearchedFor() {
    assertThat(TextSpecs.beamSettings(with("generate.unknown=map", "translate.beam-width=3")))
        .contains(entry("generate.unknown", "map"), entry("translate.beam-width", "3"))
        .containsKeys("translate.length-penalty", "translate.longest");
  }
}
