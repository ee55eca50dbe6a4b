package org.rnnlm.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsDifference;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.report.SettingRow;
import org.rnnlm.run.RunFolder;
import org.rnnlm.text.Text;
import org.rnnlm.train.ResumePoint;
import org.rnnlm.train.TrainingRun;

/** The settings that a run was begun with, and which of them it must go on with. */
final class TrainSettings {
  /** What says which sequences a round is of, and what the state is that goes on. */
  private static final Set<String> FIXED =
      Set.of(
          "train.averaging",
          "train.workers",
          "train.batch-size",
          "train.accumulate-batches",
          "train.round-batches",
          "train.first-round-batches",
          "train.round-growth",
          "train.outer-optimizer",
          "train.outer-rate",
          "train.outer-momentum",
          "train.moments",
          "train.round-deltas",
          "train.window",
          "train.window-halving",
          "train.window-deviation",
          "train.from",
          "train.from-state",
          "train.class-weights",
          "train.vectors",
          "train.optimizer",
          "train.beta1",
          "train.beta2",
          "train.momentum",
          "train.weight-decay",
          "train.weight-average",
          "train.average-patience",
          "train.average-decay",
          "train.seed");

  private TrainSettings() {}

  /** Those saved with a run, over the reference. */
  static SettingsLayers saved(RunFolder folder) {
    return SettingsLayers.ofReference()
        .withSaved(renewed(folder.settings()), folder.settingsLocation());
  }

  /**
   * Those that a checkpoint was trained with, whatever became of those saved with the run;
   * checkpoints of earlier versions do not tell.
   */
  static Optional<Settings> trained(ResumePoint point) {
    String origin = point.folder().location(TrainingRun.SETTINGS);
    return point
        .settings()
        .map(text -> SettingsLayers.ofReference().withSaved(renewed(text), origin).settings());
  }

  /**
   * What runs mean that were begun before there were several samples an epoch, and before the
   * workers' rate was scaled; {@code auto} was Nesterov's momentum then, or DL4J's plain average.
   */
  private static String renewed(String settings) {
    String renewed =
        settings.replaceAll("(?m)^sample\\.temperature = (.*)$", "sample.temperatures = [$1]");
    if (renewed.contains("train.rate-scale = ")) {
      return renewed;
    }
    boolean dl4j = renewed.contains("train.averaging = \"dl4j\"");
    return renewed.replaceAll(
            "(?m)^train\\.outer-optimizer = \"auto\"$",
            "train.outer-optimizer = " + (dl4j ? "average" : "nesterov"))
        + "\ntrain.rate-scale = 1\n";
  }

  /** All settings of a run beside their defaults, for a report. */
  static List<SettingRow> rows(RunFolder folder) {
    Map<String, String> defaults = SettingsLayers.ofReference().settings().rendered();
    return saved(folder).settings().rendered().entrySet().stream()
        .map(set -> new SettingRow(set.getKey(), set.getValue(), defaults.get(set.getKey())))
        .toList();
  }

  /**
   * @throws DataException if the run cannot go on with these settings; it names the keys
   */
  static void refuseChanges(Object run, Settings settings, Settings saved) {
    List<SettingsDifference> changed =
        settings.differencesFrom(saved, key -> key.startsWith("model.") || FIXED.contains(key));
    if (!changed.isEmpty()) {
      throw new DataException(
          Text.format(
              "run %s cannot go on with other settings than it began with: %s; leave them out, or"
                  + " start another run",
              run, described(changed)));
    }
  }

  /**
   * @throws DataException if a run's results would not be those of these settings
   */
  static void requireSame(RunFolder folder, Settings settings) {
    List<SettingsDifference> changed =
        settings.differencesFrom(
            saved(folder).settings(), key -> key.startsWith("model.") || isOfResults(key));
    if (!changed.isEmpty()) {
      throw new DataException(
          Text.format(
              "run %s was trained with other settings: %s; give another --output, or delete that"
                  + " run",
              folder, described(changed)));
    }
  }

  private static boolean isOfResults(String key) {
    return key.startsWith("train.") && !key.equals("train.executor-wait-seconds");
  }

  private static String described(List<SettingsDifference> changed) {
    return changed.stream().map(SettingsDifference::toString).collect(Collectors.joining("; "));
  }
}
