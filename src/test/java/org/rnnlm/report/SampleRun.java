package org.rnnlm.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.checkpoint.CheckpointManifest;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.io.StoredFile;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.ModelSummary;
import org.rnnlm.model.ModelSummary.LayerSummary;
import org.rnnlm.run.Confusion;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.EpochSamples;
import org.rnnlm.run.EpochSamples.Sample;
import org.rnnlm.run.GradientNorms;
import org.rnnlm.run.MetricsLog;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.RoundTime;
import org.rnnlm.run.RunDescription;
import org.rnnlm.run.SampleFiles;
import org.rnnlm.run.TrainingPosition;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.WorkerSpread;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.text.Text;

/** A run's folder as training leaves it, with texts in it that no page may take for its own. */
final class SampleRun {
  static final int ROUNDS_IN_EPOCH = 30;
  static final int EPOCH_TOKENS = 6000;

  /** Ends a script element, starts another one, and tries an attribute. */
  static final String HOSTILE =
      "</script><script>window.hostile = 1</script><img src=\"x\" onerror='window.hostile = 1'>&lt;"
          + " \u2028";

  private final Folder folder;

  private SampleRun(Folder folder) {
    this.folder = folder;
  }

  static SampleRun create(Path path) {
    return new SampleRun(Folder.at(path.toString(), new Configuration()));
  }

  Folder folder() {
    return folder;
  }

  List<SettingRow> settings() {
    return List.of(
        new SettingRow("model.cell", "\"gru\"", "\"lstm\""),
        new SettingRow("prepare.text-field", HOSTILE, "\"text\""),
        new SettingRow("train.epochs", "4", "5"),
        new SettingRow("train.seed", "1", "1"));
  }

  SampleRun described() {
    new RunDescription(
            "/data/" + HOSTILE,
            "pieces of 50 steps",
            "stream",
            "words",
            70,
            Map.of(
                "train", new RunDescription.Counts(3, 7000, EPOCH_TOKENS, 12, 120, 2),
                "valid", new RunDescription.Counts(1, 600, 500, 1, 10, 1)),
            Map.of("kept", 3L, "redirect", 2L),
            Map.of(),
            new RunDescription.Preparation(Map.of(66, 1.0)),
            new ModelSummary(
                List.of(
                    new LayerSummary("layer0", "OneHotTokens", "(None, 50, 70)", 0),
                    new LayerSummary("layer1", HOSTILE, "(None, 50, 9)", 12_345))),
            new RunDescription.Origin("rnnlm 0", "train --data " + HOSTILE, 1.25),
            Map.of(HOSTILE, 1.25, "other", 0.75),
            List.of())
        .write(folder);
    return this;
  }

  /** Rounds of three workers, with a fault in one of them. */
  SampleRun rounds(int count) {
    MetricsLog log = MetricsLog.open(folder, 0);
    for (int i = 1; i <= count; i++) {
      log.add(round(i));
    }
    log.write();
    return this;
  }

  static RoundMetrics round(int i) {
    double loss = 1.5 + 2.0 / i;
    int tokens = EPOCH_TOKENS / ROUNDS_IN_EPOCH;
    return new RoundMetrics(
        i,
        1 + (i - 1) / ROUNDS_IN_EPOCH,
        (long) i * tokens,
        loss,
        Math.exp(loss),
        0.01 / i,
        i == 10 ? 1.9 : 0,
        new GradientNorms(8, 1.0 / i, 2.0 / i, i == 1 ? 0.5 : 0),
        2,
        new RoundTime(0.125, 0.125, 0.25, 1.125, 0.25, 0, 0.125),
        tokens / 2.0,
        new WorkerSpread(loss - 0.1, loss + 0.1, 1.5, 1.9),
        0,
        0,
        0,
        i == 3 ? 2 : 0,
        4_000_000,
        6_000_000);
  }

  /** A checkpoint after so many epochs, as far as a report reads it. */
  SampleRun epochs(int count) {
    List<EpochMetrics> epochs = IntStream.rangeClosed(1, count).mapToObj(SampleRun::epoch).toList();
    TrainingState state =
        new TrainingState(
            ModelSpec.of(Cell.GRU, 1, 9),
            "words",
            "shards",
            SequenceMode.STREAM,
            TrainingPosition.START,
            0,
            0,
            60 * count,
            epochs,
            List.of(),
            List.of());
    Folder checkpoint = folder.child("checkpoints").child(Text.format("round-%06d", count * 30));
    StoredFile stored = checkpoint.write("state.json", Json.pretty(state));
    checkpoint.write(
        "MANIFEST.json",
        Json.pretty(new CheckpointManifest("rnnlm-checkpoint", 1, List.of(stored))));
    return this;
  }

  private static EpochMetrics epoch(int i) {
    double loss = 1.5 + 1.0 / i;
    return new EpochMetrics(
        i,
        i * ROUNDS_IN_EPOCH,
        (long) i * EPOCH_TOKENS,
        loss + 0.1,
        loss,
        Math.exp(loss),
        60 * i,
        Map.of("top-five", 0.5, "train-accuracy", 0.7, "valid-accuracy", 0.6 + 0.05 * i),
        Map.of("valid", new Confusion(List.of(List.of(5L, 1L), List.of(2L, 8L)))));
  }

  SampleRun textOfEarlierVersion(int epoch) {
    SampleFiles.of(folder).write(epoch, "plain " + HOSTILE);
    return this;
  }

  SampleRun texts(int epoch) {
    SampleFiles.of(folder)
        .write(
            new EpochSamples(
                epoch, HOSTILE, List.of(new Sample(0.3, HOSTILE), new Sample(1.2, "two"))));
    return this;
  }

  /** A whole run. */
  static SampleRun whole(Path path) {
    return create(path)
        .described()
        .rounds(3 * ROUNDS_IN_EPOCH)
        .epochs(3)
        .textOfEarlierVersion(1)
        .texts(2)
        .texts(3);
  }
}
