package org.rnnlm.jobs.settings;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.function.Function;

/**
 * What one setting is and may be: its type from the reference, and its range from the very function
 * that specifications read it by, so that neither is written down a second time.
 */
public final class SettingRule {
  private final String key;
  private final String about;
  private final SettingType type;
  private final Setting usual;
  private final Function<Setting, ?> reader;

  SettingRule(
      String key, String about, SettingType type, Setting usual, Function<Setting, ?> reader) {
    this.key = key;
    this.about = about;
    this.type = type;
    this.usual = usual;
    this.reader = reader;
  }

  public String key() {
    return key;
  }

  /** Returns what the reference says of it, as one paragraph. */
  public String about() {
    return about;
  }

  /**
   * Returns the default as it is read: an Integer, Long, Double, Boolean, String or enum's
   * constant, or a list of Integers, Doubles or Strings.
   */
  public Object read() {
    return reader.apply(usual);
  }

  /**
   * Returns the default as it is written: a Long, Double, Boolean or String, or a list of these.
   */
  public Object usual() {
    return usual.value();
  }

  /**
   * Refuses a value that the setting cannot have, whatever the others are.
   *
   * @param value a number, truth value or text, or a list of these
   * @param origin what gave it, for the message
   * @throws SettingsException if it cannot be
   */
  public void check(Object value, String origin) {
    ConfigValue given = configValue(value, origin);
    Object accepted =
        type.accept(given)
            .orElseThrow(
                () ->
                    new SettingsException(
                        Setting.problem(
                            key, String.valueOf(value), origin, "must be " + type.description())));
    reader.apply(new Setting(key, accepted, type.written(given), origin));
  }

  private static ConfigValue configValue(Object value, String origin) {
    try {
      return ConfigValueFactory.fromAnyRef(value, origin);
    } catch (ConfigException e) {
      throw new SettingsException(origin + ": " + e.getMessage(), e);
    }
  }
}
