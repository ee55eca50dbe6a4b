package org.rnnlm.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rnnlm.text.Text;

/**
 * A settings file with the presets that it builds on, {@code presets = [words]}, and those that
 * they build on.
 *
 * @param presets gives a preset's text by its name, or nothing if there is none of that name
 */
record PresetStack(Function<String, Optional<String>> presets) {
  private static final String KEY = "presets";

  /** A preset that a file names, and where it does. */
  private record Base(String name, String origin) {}

  /**
   * Returns the file's own settings last, behind those of its presets in the order that it names
   * them, each behind its own.
   *
   * @param name what errors call the file
   * @throws SettingsException if the file or a preset is not HOCON, or names what is no preset or
   *     builds on itself
   */
  List<Config> layers(String text, String name) {
    return layers(text, name, List.of());
  }

  private List<Config> layers(String text, String name, List<String> above) {
    Config file = SettingsSource.parse(text, name);
    List<Config> layers = new ArrayList<>();
    for (Base base : bases(file)) {
      refuseCycle(base, above);
      List<String> chain = new ArrayList<>(above);
      chain.add(base.name());
      layers.addAll(layers(text(base), base.name(), chain));
    }
    layers.add(file.withoutPath(KEY));
    return layers;
  }

  private String text(Base base) {
    return presets
        .apply(base.name())
        .orElseThrow(
            () ->
                new SettingsException(
                    Text.format(
                        "%s (%s): no such preset as %s; presets: %s",
                        KEY, base.origin(), base.name(), String.join(", ", Presets.names()))));
  }

  private static void refuseCycle(Base base, List<String> above) {
    int first = above.indexOf(base.name());
    if (first >= 0) {
      String chain = String.join(", on ", above.subList(first, above.size()));
      throw new SettingsException(
          Text.format(
              "%s (%s): a preset cannot build on itself: %s, on %s",
              KEY, base.origin(), chain, base.name()));
    }
  }

  private static List<Base> bases(Config file) {
    ConfigValue given = file.root().get(KEY);
    if (given == null) {
      return List.of();
    }
    if (given instanceof ConfigList list && list.stream().allMatch(PresetStack::isName)) {
      return list.stream().map(PresetStack::base).toList();
    }
    throw new SettingsException(
        Text.format(
            "%s (%s): must be a list of presets, such as presets = [words]",
            KEY, SettingsSource.describe(given.origin())));
  }

  private static boolean isName(ConfigValue value) {
    try {
      return value.valueType() == ConfigValueType.STRING;
    } catch (ConfigException e) { // it refers to another value
      return false;
    }
  }

  private static Base base(ConfigValue name) {
    return new Base((String) name.unwrapped(), SettingsSource.describe(name.origin()));
  }
}
