package org.rnnlm.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.rnnlm.text.Text;

/**
 * A file that says what several runs are to be: {@code presets} and {@code settings} that all of
 * them share, and a part that says how they differ.
 *
 * @param name of the file, for errors
 * @param content of it
 * @param differences what the part is called that says how runs differ
 */
record TrialsFile(String name, Config content, String differences) {
  private static final String PRESETS = "presets";
  private static final String SETTINGS = "settings";

  /** Returns the text of a file on this machine. */
  static String text(String file) {
    return SettingsSource.text(Path.of(file));
  }

  /**
   * Reads a file's text.
   *
   * @param kind of file, in words, for errors
   * @throws SettingsException if it is no HOCON, or has other parts
   */
  static <T> T parse(
      String text, String name, String kind, String differences, Function<TrialsFile, T> made) {
    try {
      Config content = SettingsSource.parse(text, name).resolve();
      for (String key : content.root().keySet()) {
        if (!Set.of(PRESETS, SETTINGS, differences).contains(key)) {
          throw new SettingsException(
              Text.format(
                  "%s: %s is no part of a %s; its parts are presets, settings and %s",
                  name, key, kind, differences));
        }
      }
      return made.apply(new TrialsFile(name, content, differences));
    } catch (ConfigException e) {
      throw SettingsSource.malformed(e);
    }
  }

  /** Returns what all runs share, with assignments of the command line over it. */
  SettingsLayers shared(List<String> assignments) {
    SettingsLayers shared = SettingsLayers.ofReference();
    if (content.hasPath(PRESETS)) {
      shared = shared.withConfigs(content.getStringList(PRESETS), name + ", presets");
    }
    if (content.hasPath(SETTINGS)) {
      shared = shared.with(content.getConfig(SETTINGS));
    }
    return shared.withAssignments(assignments);
  }

  /**
   * @throws SettingsException if an assignment is of a key in which the runs differ
   */
  void requireSharedKey(String assignment, Config differing) {
    String key = assignment.substring(0, assignment.indexOf('=')).strip();
    if (differing.hasPath(key)) {
      throw new SettingsException(
          Text.format(
              "--set %s: %s has runs with different %s; change it there", assignment, name, key));
    }
  }
}
