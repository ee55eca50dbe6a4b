package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsLayers;
import picocli.CommandLine.Option;

/** The options by which every command takes settings. */
final class SettingsOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "A settings file, or the name of a preset, which is one in conf/ without .conf, such as words. May be given several times; later ones win.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "One setting, such as --set train.epochs=3. The keys are in conf/reference.conf.")
  private List<String> assignments = new ArrayList<>();

  /** Reference, files, then single settings. */
  Settings resolve() {
    return over(SettingsLayers.ofReference()).settings();
  }

  SettingsLayers over(SettingsLayers base) {
    return base.withConfigs(files).withAssignments(assignments);
  }

  /** Takes a command's own option as the setting it stands for. */
  SettingsOptions and(String key, Optional<?> value) {
    value.ifPresent(given -> assignments.add(key + "=" + given));
    return this;
  }
}
