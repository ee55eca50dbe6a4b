package org.rnnlm.jobs.settings;

import com.typesafe.config.Config;
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
    Map<String, List<String>> about =
        Manual.settings().stream().collect(Collectors.toMap(Manual.Entry::key, Manual.Entry::about));
    return usual.values().stream()
        .map(
            setting ->
                new SettingRule(
                    setting.key(),
                    String.join(" ", about.get(setting.key())),
                    schema.type(setting.key()).orElseThrow(),
                    setting,
                    readers.getOrDefault(setting.key(), Setting::value)))
        .toList();
  }
}
