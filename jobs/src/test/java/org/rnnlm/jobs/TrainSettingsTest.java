package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.run.RunFolder;

/** Runs of earlier versions go on with what their settings meant then. */
class TrainSettingsTest {
  @TempDir private Path run;

  private Map<String, String> saved(String settings) throws Exception {
    Files.writeString(run.resolve("settings.conf"), settings + "# end of settings\n");
    return TrainSettings.saved(RunFolder.open(run.toString(), new Configuration()))
        .settings()
        .rendered();
  }

  @Test
  void theWorkersRateIsAsItWas() throws Exception {
    assertThat(saved("train.outer-optimizer = \"auto\"\n"))
        .containsEntry("train.outer-optimizer", "\"nesterov\"")
        .containsEntry("train.rate-scale", "\"1\"");
    assertThat(saved("train.averaging = \"dl4j\"\ntrain.outer-optimizer = \"auto\"\n"))
        .containsEntry("train.outer-optimizer", "\"average\"");
    assertThat(saved("train.outer-optimizer = \"average\"\n"))
        .containsEntry("train.rate-scale", "\"1\"");
  }

  @Test
  void oneSampleAnEpochIsAListOfOne() throws Exception {
    assertThat(saved("sample.temperature = 0.7\n")).containsEntry("sample.temperatures", "[0.7]");
  }

  @Test
  void whatIsSavedNowIsReadAsItIs() throws Exception {
    Map<String, String> now = SettingsLayers.ofReference().settings().rendered();
    String text =
        now.entrySet().stream()
            .map(set -> set.getKey() + " = " + set.getValue() + "\n")
            .reduce("", String::concat);

    assertThat(saved(text)).isEqualTo(now);
  }
}
