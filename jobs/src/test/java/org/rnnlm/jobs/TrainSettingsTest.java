package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.checkpoint.CheckpointName;
import org.rnnlm.checkpoint.CheckpointPart;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.train.ResumePoint;
import org.rnnlm.train.TrainingRun;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/** Runs of earlier versions go on with what their settings meant then. */
class TrainSettingsTest {
  private static final ModelSpec MODEL =
      ModelSpec.of(Cell.LSTM, 1, 3).with(EmbeddingSpec.trained(2));

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

  @Test
  void savedSettingsThatReferToTheEnvironmentAreRefusedAndNotShown() {
    String variable = System.getenv().keySet().stream().findFirst().orElseThrow();
    for (String changed : new String[] {"${" + variable + "}", "${?" + variable + "}"}) {
      assertThatExceptionOfType(SettingsException.class)
          .isThrownBy(() -> saved("prepare.input = [" + changed + "]\n"))
          .withMessageStartingWith(run.resolve("settings.conf").toString())
          .withMessageContaining("it was changed")
          .withMessageContaining("put values in their place");
    }
  }

  @Test
  void whatACheckpointWasTrainedWithCountsAndNotWhatTheSettingsWereChangedTo() throws Exception {
    Settings trained = SettingsLayers.ofReference().withAssignment("train.workers=3").settings();
    Vocabulary vocabulary =
        Vocabulary.of(
            TokenSpec.of(TokenKind.CHARACTERS),
            List.of(new Vocabulary.Entry("a", 2)),
            1000,
            1,
            0,
            1);
    byte[] text = trained.render().getBytes(StandardCharsets.UTF_8);
    CheckpointStore.of(Folder.at(run.toString(), new Configuration()))
        .write(
            new CheckpointName(7),
            Networks.create(MODEL, vocabulary.size(), 0.01, 5),
            vocabulary,
            TrainingState.start(MODEL, vocabulary.fingerprint(), "", SequenceMode.STREAM),
            List.of(new CheckpointPart(TrainingRun.SETTINGS, out -> out.write(text))));
    saved("train.workers = 5\n"); // by hand
    RunFolder folder = RunFolder.open(run.toString(), new Configuration());
    Settings changed = TrainSettings.saved(folder).settings();

    ResumePoint point = ResumePoint.newest(folder, told -> {}).orElseThrow();
    Settings known = TrainSettings.trained(point).orElseThrow();

    assertThat(known.rendered()).isEqualTo(trained.rendered());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> TrainSettings.refuseChanges(run, changed, known))
        .withMessageContaining("train.workers: was 3, is 5");
  }

  @Test
  void whatClassesCountIsNotChangedWithinARun() {
    Settings begun = SettingsLayers.ofReference().settings();
    Settings weighted =
        SettingsLayers.ofReference().withAssignment("train.class-weights=[balanced]").settings();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> TrainSettings.refuseChanges(run, weighted, begun))
        .withMessageContaining("train.class-weights: was [], is [");
  }
}
