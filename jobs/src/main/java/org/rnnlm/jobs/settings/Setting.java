package org.rnnlm.jobs.settings;

import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A key with its value and where that was given.
 *
 * @param value a Long, Double, Boolean or String, or a list of these; a whole number is always a
 *     Long where one can hold it exactly, so that equal settings have equal values
 * @param written the value as it was given, for messages
 */
record Setting(String key, Object value, String written, String origin) {

  /** Returns whether a preset, a file or an option gave it, be it the value of the reference. */
  boolean isGiven() {
    return !origin.startsWith(Presets.REFERENCE + ":");
  }

  /** Returns the value in the one way in which settings are saved and compared. */
  String rendered() {
    return render(value);
  }

  SettingsException mustBe(String allowed) {
    return new SettingsException(problem(key, written, origin, "must be " + allowed));
  }

  SettingsException refused(String reason) {
    return new SettingsException(problem(key, written, origin, reason));
  }

  static String problem(String key, String value, String origin, String rule) {
    return key + " = " + value + " (" + origin + "): " + rule;
  }

  private static String render(Object value) {
    if (value instanceof String text) {
      return ConfigUtil.quoteString(text);
    }
    if (value instanceof List<?> values) {
      return values.stream().map(Setting::render).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Double number) {
      return NumberRange.number(number);
    }
    return value.toString();
  }
}
