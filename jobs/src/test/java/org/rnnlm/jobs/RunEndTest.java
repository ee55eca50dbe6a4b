package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.Faults;

/** A run ends with its best epoch, where everything is, and the commands that come next. */
class RunEndTest {
  private static final EpochMetrics BEST =
      new EpochMetrics(3, 120, 9000, 1.75, 1.53846, 4.657, 60, Map.of(), Map.of());

  private static RunSetup setup(String... settings) {
    SettingsLayers layers = SettingsLayers.ofReference();
    for (String setting : settings) {
      layers = layers.withAssignment(setting);
    }
    return RunSetup.of(layers.settings());
  }

  @Test
  void theBestEpochTheReportTheSamplesAndTheNextCommandsAreTold() {
    assertThat(RunEnd.lines("runs/a", "data/a", Faults.NONE, Optional.of(BEST), setup()))
        .containsExactly(
            "best       epoch 3: valid 1.5385 nats",
            "report     runs/a/report.html; samples in runs/a/samples",
            "next       submit/rnnlm evaluate --checkpoint runs/a --data data/a; submit/rnnlm"
                + " generate --checkpoint runs/a",
            "run        runs/a");
  }

  @Test
  void aRunWithoutAnEpochTellsWhereItIs() {
    assertThat(RunEnd.lines("runs/a", "data/a", Faults.NONE, Optional.empty(), setup()))
        .containsExactly("run        runs/a");
  }

  @Test
  void whatAModelIsForComesNext() {
    assertThat(next("model.head=class")).endsWith("; submit/rnnlm classify --checkpoint r");
    assertThat(next("model.architecture=encoder-decoder"))
        .endsWith("; submit/rnnlm translate --checkpoint r");
  }

  private static String next(String setting) {
    return RunEnd.lines("r", "d", Faults.NONE, Optional.of(BEST), setup(setting)).get(2);
  }

  @Test
  void samplesThatNobodyAskedForAreNotSpokenOf() {
    assertThat(
            RunEnd.lines("r", "d", Faults.NONE, Optional.of(BEST), setup("sample.temperatures=[]")))
        .contains("report     r/report.html");
  }
}
