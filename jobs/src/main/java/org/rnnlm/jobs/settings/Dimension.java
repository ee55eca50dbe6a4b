package org.rnnlm.jobs.settings;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.SplittableRandom;

/** The values of one setting in a space that is searched. */
sealed interface Dimension permits Choices, Range {

  /**
   * Reads it: a list of choices, or a range, {@code { from = 0.001, to = 0.1, scale = log }}.
   *
   * @throws SettingsException if it is neither, or empty
   */
  static Dimension of(String key, ConfigValue value) {
    if (value instanceof ConfigList list) {
      return Choices.of(key, list);
    }
    if (value instanceof ConfigObject object) {
      return Range.of(key, object);
    }
    throw refused(
        key,
        value,
        "must be a list of choices, [lstm, gru], or a range, { from = 0.001, to = 0.1, scale ="
            + " log }");
  }

  /** Returns a value drawn at random. */
  ConfigValue drawn(SplittableRandom random);

  /**
   * Returns the values of a grid.
   *
   * @throws SettingsException if it does not say which these are
   */
  List<ConfigValue> grid();

  static SettingsException refused(String key, ConfigValue value, String reason) {
    return new SettingsException(
        key + " (" + SettingsSource.describe(value.origin()) + "): " + reason);
  }
}
