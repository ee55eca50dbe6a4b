package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rnnlm.jobs.settings.Assignment;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsLayers;
import picocli.CommandLine.Option;

/** The options by which every command takes settings. */
final class SettingsOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Names a settings file, or a preset, which is a file in conf/ without .conf, such as"
              + " words. It may be given several times; later ones win.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Gives one setting, such as --set train.epochs=3, and may be given several times."
              + " submit/rnnlm settings lists the keys.")
  private List<String> sets = new ArrayList<>();

  private final List<Assignment> ofOptions = new ArrayList<>();

  /** Reference, files, then single settings. */
  Settings resolve() {
    return over(SettingsLayers.ofReference()).settings();
  }

  SettingsLayers over(SettingsLayers base) {
    List<Assignment> all = new ArrayList<>();
    sets.forEach(set -> all.add(Assignment.ofSet(set)));
    all.addAll(ofOptions);
    return base.with(files, all);
  }

  /** Takes a command's own option, such as {@code --seed}, as the setting it stands for. */
  SettingsOptions and(String option, String key, Optional<?> value) {
    value.ifPresent(given -> ofOptions.add(Assignment.ofOption(option, key, given)));
    return this;
  }
}
