package org.rnnlm.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the rules of all settings, by letting everything read them that ever does. */
public final class SettingRules {
  private SettingRules() {}

  /**
   * Returns the rules of all settings of the reference, sorted by key.
   *
   * @param all reads every setting that has a range; the others may have any value of their type
   */
  public static List<SettingRule> of(Consumer<Settings> all) {
    Config reference = SettingsSource.parse(Presets.reference(), Presets.REFERENCE).resolve();
    SettingsSchema schema = new SettingsSchema(reference);
    SortedMap<String, Setting> usual = schema.check(reference);
    Map<String, Function<Setting, ?>> readers = new HashMap<>();
    all.accept(new Settings(usual, readers::putIfAbsent));
    Map<String, String> about = about(reference);
    return usual.values().stream()
        .map(
            setting ->
                new SettingRule(
                    setting.key(),
                    about.get(setting.key()),
                    schema.type(setting.key()).orElseThrow(),
                    setting,
                    readers.getOrDefault(setting.key(), Setting::value)))
        .toList();
  }

  /** Returns what is said of each; a key that nothing is said of goes with the one above it. */
  private static Map<String, String> about(Config reference) {
    Map<String, String> about = new HashMap<>();
    List<Map.Entry<String, ConfigValue>> inOrder =
        reference.entrySet().stream()
            .sorted(Comparator.comparingInt(entry -> entry.getValue().origin().lineNumber()))
            .toList();
    String last = "";
    for (Map.Entry<String, ConfigValue> entry : inOrder) {
      String own =
          entry.getValue().origin().comments().stream()
              .map(String::strip)
              .collect(Collectors.joining(" "));
      last = own.isEmpty() ? last : own;
      about.put(entry.getKey(), last);
    }
    return about;
  }
}
