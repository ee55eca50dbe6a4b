package org.rnnlm.jobs;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rnnlm.text.Text;

/**
 * The last columns of a table in Markdown of runs that differ in some settings.
 *
 * @param keys of the settings, a column each
 */
record SettingColumns(List<String> keys) {
  SettingColumns {
    keys = List.copyOf(keys);
  }

  /** Returns a run's values, by their keys in the columns' order. */
  Map<String, String> of(Trial trial) {
    Map<String, String> rendered = trial.run().setup().settings().rendered();
    Map<String, String> values = new LinkedHashMap<>();
    keys.forEach(key -> values.put(key, rendered.get(key)));
    return values;
  }

  /**
   * Returns the head of a table.
   *
   * @param others titles of the columns before them
   */
  String head(String... others) {
    return "|"
        + cells(List.of(others))
        + cells(keys)
        + "\n|"
        + "---|".repeat(others.length + keys.size())
        + "\n";
  }

  /** Returns the end of a run's line. */
  String cells(Map<String, String> values) {
    return cells(keys.stream().map(values::get).map(Text::unquoted).toList());
  }

  private static String cells(Collection<String> texts) {
    return texts.stream().map(text -> " " + text + " |").collect(Collectors.joining());
  }
}
