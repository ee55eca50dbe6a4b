package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.Faults;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.Validation;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.train.Sitting;

/** A run ends with its best epoch, where everything is, and the commands that come next. */
class RunEndTest {
  private static final EpochMetrics BEST =
      new EpochMetrics(3, 120, 9000, 1.75, 1.53846, 4.657, 60, Map.of(), Map.of());

  private static Sitting.End end(List<EpochMetrics> epochs, Validation... within) {
    TrainingState start =
        TrainingState.start(ModelSpec.of(Cell.GRU, 1, 3), "v", "d", SequenceMode.STREAM);
    return new Sitting.End(
        new TrainingState(
            start.model(),
            "v",
            "d",
            start.sequences(),
            start.position(),
            0,
            0,
            0,
            epochs,
            List.of(within),
            List.of()),
        Faults.NONE,
        1);
  }

  private static RunSetup setup(String... settings) {
    SettingsLayers layers = SettingsLayers.ofReference();
    for (String setting : settings) {
      layers = layers.withAssignment(setting);
    }
    return RunSetup.of(layers.settings());
  }

  @Test
  void theBestEpochTheReportTheSamplesAndTheNextCommandsAreTold() {
    assertThat(RunEnd.lines("runs/a", "data/a", end(List.of(BEST)), setup()))
        .containsExactly(
            "best       epoch 3: valid 1.5385 nats",
            "report     runs/a/report.html; samples in runs/a/samples",
            "next       submit/rnnlm evaluate --checkpoint runs/a --data data/a; submit/rnnlm"
                + " generate --checkpoint runs/a");
  }

  @Test
  void aLowerLossWithinAnEpochIsTheBest() {
    Validation lower = new Validation(125, 9400, 1.5);
    Sitting.End end = end(List.of(BEST), new Validation(110, 8000, 1.6), lower);
    assertThat(RunEnd.lines("r", "d", end, setup()))
        .startsWith("best       round 125, within epoch 2: valid 1.5000 nats");
    assertThat(RunEnd.fields("r", end))
        .containsEntry("best", BEST)
        .containsEntry("bestValidation", lower);
    assertThat(end.state().bestRounds()).containsExactly(125, 120, 110);
  }

  @Test
  void aRunWithoutAnEpochTellsWhereItIs() {
    assertThat(RunEnd.lines("runs/a", "data/a", end(List.of()), setup()))
        .containsExactly("run        runs/a");
  }

  @Test
  void whatAModelIsForComesNext() {
    assertThat(next("model.head=class")).endsWith("; submit/rnnlm classify --checkpoint r");
    assertThat(next("model.architecture=encoder-decoder"))
        .endsWith("; submit/rnnlm translate --checkpoint r");
  }

  private static String next(String setting) {
    return RunEnd.lines("r", "d", end(List.of(BEST)), setup(setting)).get(2);
  }

  @Test
  void samplesThatNobodyAskedForAreNotSpokenOf() {
    assertThat(RunEnd.lines("r", "d", end(List.of(BEST)), setup("sample.temperatures=[]")))
        .contains("report     r/report.html");
  }
}
