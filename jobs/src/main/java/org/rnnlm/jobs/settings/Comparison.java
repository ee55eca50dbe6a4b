package org.rnnlm.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.rnnlm.text.Text;

/**
 * What is to be compared, as a file tells it: the settings that all runs share, and axes along
 * which they differ. Every choice on one axis is combined with every choice on the others.
 *
 * <pre>
 * presets = [shakespeare]
 * settings { model.hidden-size = 256 }
 * axes = [
 *   [ { name = lstm, model.cell = lstm }, { name = gru, model.cell = gru } ]
 *   [ { name = two-workers, train.workers = 2 }, { name = four-workers, train.workers = 4 } ]
 * ]
 * </pre>
 */
public final class Comparison {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private Comparison() {}

  /**
   * Returns all combinations, the last axis running fastest.
   *
   * @param file a path on this machine
   * @param assignments each {@code key=value}, for all runs, over the file's own settings; none may
   *     be of a key along which they differ
   * @throws SettingsException if there is no such file, it is not as above, or an assignment does
   *     not fit
   */
  public static List<Variant> read(String file, List<String> assignments) {
    return parse(TrialsFile.text(file), file, assignments);
  }

  static List<Variant> parse(String text, String name, List<String> assignments) {
    return TrialsFile.parse(text, name, "comparison", "axes", file -> variants(file, assignments));
  }

  private static List<Variant> variants(TrialsFile file, List<String> assignments) {
    List<Variant> variants = List.of(Variant.of("", file.shared(assignments)));
    for (ConfigValue axis : file.content().getList("axes")) {
      variants = combined(variants, choices(axis));
    }
    requireSharedKeys(assignments, file);
    requireDifferentNames(variants, file.name());
    return variants;
  }

  private static ConfigList choices(ConfigValue axis) {
    if (axis instanceof ConfigList choices && !choices.isEmpty()) {
      return choices;
    }
    throw new SettingsException(
        SettingsSource.describe(axis.origin()) + ": an axis must be a list of choices");
  }

  private static List<Variant> combined(List<Variant> variants, ConfigList choices) {
    List<Variant> combined = new ArrayList<>();
    for (Variant variant : variants) {
      for (ConfigValue choice : choices) {
        String name = name(choice);
        Config settings = ((ConfigObject) choice).toConfig().withoutPath("name");
        combined.add(
            Variant.of(
                variant.name().isEmpty() ? name : variant.name() + "-" + name,
                variant.layers().with(settings)));
      }
    }
    return combined;
  }

  private static String name(ConfigValue choice) {
    if (choice instanceof ConfigObject object) {
      ConfigValue name = object.get("name");
      if (name != null && NAME.matcher(name.unwrapped().toString()).matches()) {
        return name.unwrapped().toString();
      }
    }
    throw new SettingsException(
        SettingsSource.describe(choice.origin())
            + ": a choice must be settings with a name of letters, digits, dots and hyphens, such"
            + " as { name = gru, model.cell = gru }");
  }

  private static void requireSharedKeys(List<String> assignments, TrialsFile file) {
    for (String assignment : assignments) {
      for (ConfigValue axis : file.content().getList("axes")) {
        for (ConfigValue choice : choices(axis)) {
          file.requireSharedKey(assignment, ((ConfigObject) choice).toConfig());
        }
      }
    }
  }

  private static void requireDifferentNames(List<Variant> variants, String file) {
    Set<String> names = new HashSet<>();
    for (Variant variant : variants) {
      if (!names.add(variant.name())) {
        throw new SettingsException(
            Text.format(
                "%s: two combinations are called %s; give their choices other names",
                file, variant.name()));
      }
    }
  }
}
