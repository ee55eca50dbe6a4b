package org.rnnlm.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the settings files of the jar say of themselves, for people. */
public final class Manual {
  private Manual() {}

  /**
   * One setting.
   *
   * @param assignment the key with its default, as {@code --set} takes it
   * @param about the lines of the reference that explain it
   */
  public record Entry(String key, String assignment, List<String> about) {}

  /** Returns every setting with its default, sorted by key. */
  public static List<Entry> settings() {
    Config reference = SettingsSource.parse(Presets.reference(), Presets.REFERENCE).resolve();
    SortedMap<String, String> defaults = SettingsLayers.ofReference().settings().rendered();
    return defaults.entrySet().stream()
        .map(
            setting ->
                new Entry(
                    setting.getKey(),
                    setting.getKey() + "=" + setting.getValue(),
                    about(reference.getValue(setting.getKey()))))
        .toList();
  }

  /** Returns a setting, or all of a group; none where there is neither. */
  public static List<Entry> settings(String keyOrGroup) {
    return settings().stream()
        .filter(entry -> entry.key().equals(keyOrGroup) || entry.key().startsWith(keyOrGroup + "."))
        .toList();
  }

  /** Returns the setting or group that is most like one that there is not, if any is. */
  public static Optional<String> nearest(String keyOrGroup) {
    List<String> keys = settings().stream().map(Entry::key).toList();
    List<String> groups =
        keys.stream().map(key -> key.substring(0, key.lastIndexOf('.'))).distinct().toList();
    return keyOrGroup.contains(".")
        ? NearestKey.to(keyOrGroup, keys)
        : NearestKey.to(keyOrGroup, groups).or(() -> NearestKey.to(keyOrGroup, keys));
  }

  /** Returns the presets by name, each with the sentence that its file begins with. */
  public static SortedMap<String, String> presets() {
    return new TreeMap<>(
        Presets.names().stream()
            .collect(Collectors.toMap(name -> name, name -> firstSentence(name))));
  }

  private static List<String> about(ConfigValue value) {
    return value.origin().comments().stream().map(String::strip).toList();
  }

  private static String firstSentence(String preset) {
    String comment =
        Presets.text(preset)
            .orElseThrow()
            .lines()
            .takeWhile(line -> line.startsWith("#"))
            .map(line -> line.substring(1).strip())
            .takeWhile(line -> !line.isEmpty())
            .collect(Collectors.joining(" "));
    int end = comment.indexOf(". ");
    return end < 0 ? comment : comment.substring(0, end + 1);
  }
}
