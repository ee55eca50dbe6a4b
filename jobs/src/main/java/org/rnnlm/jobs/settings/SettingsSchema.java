package org.rnnlm.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rnnlm.text.Text;

/** The keys that exist and the type of each, as the reference text has them. */
final class SettingsSchema {
  private final SortedMap<String, SettingType> types = new TreeMap<>();

  SettingsSchema(Config reference) {
    reference
        .entrySet()
        .forEach(entry -> types.put(entry.getKey(), SettingType.of(entry.getValue())));
  }

  Optional<SettingType> type(String key) {
    return Optional.ofNullable(types.get(key));
  }

  /**
   * Types every value of a resolved configuration.
   *
   * @throws SettingsException naming every unknown key and every value of a wrong type
   */
  SortedMap<String, Setting> check(Config resolved) {
    Findings findings = new Findings(new TreeMap<>(), new ArrayList<>());
    checkGroup(List.of(), resolved.root(), findings);
    if (!findings.problems().isEmpty()) {
      throw new SettingsException(
          findings.problems().stream().sorted().collect(Collectors.joining("\n")));
    }
    return findings.settings();
  }

  private record Findings(SortedMap<String, Setting> settings, List<String> problems) {}

  private void checkGroup(List<String> path, ConfigObject group, Findings findings) {
    for (Map.Entry<String, ConfigValue> entry : group.entrySet()) {
      List<String> below = new ArrayList<>(path);
      below.add(entry.getKey());
      checkEntry(below, entry.getValue(), findings);
    }
  }

  private void checkEntry(List<String> path, ConfigValue value, Findings findings) {
    String key = ConfigUtil.joinPath(path);
    SettingType type = types.get(key);
    if (type != null) {
      checkSetting(key, type, value, findings);
      return;
    }
    if (value instanceof ConfigObject group && (isGroup(key) || !group.isEmpty())) {
      checkGroup(path, group, findings);
      return;
    }
    findings
        .problems()
        .add(isGroup(key) ? wrongType(key, value, "a group of settings") : unknown(key, value));
  }

  private static void checkSetting(
      String key, SettingType type, ConfigValue value, Findings findings) {
    type.accept(value)
        .ifPresentOrElse(
            accepted ->
                findings
                    .settings()
                    .put(key, new Setting(key, accepted, type.written(value), origin(value))),
            () -> findings.problems().add(wrongType(key, value, type.description())));
  }

  private String unknown(String key, ConfigValue value) {
    String guess =
        NearestKey.to(key, types.keySet())
            .map(near -> "did you mean " + near + "?")
            .orElse("submit/rnnlm settings lists those there are");
    return Text.format("%s (%s): no such setting; %s", key, origin(value), guess);
  }

  private static String wrongType(String key, ConfigValue value, String allowed) {
    String given = value.render(ConfigRenderOptions.concise());
    return Setting.problem(key, given, origin(value), "must be " + allowed);
  }

  private boolean isGroup(String key) {
    return types.keySet().stream().anyMatch(known -> known.startsWith(key + "."));
  }

  private static String origin(ConfigValue value) {
    return SettingsSource.describe(value.origin());
  }
}
