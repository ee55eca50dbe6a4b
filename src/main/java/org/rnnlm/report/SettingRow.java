package org.rnnlm.report;

/**
 * A setting of a run.
 *
 * @param value as a settings file writes it
 * @param reference the default, likewise
 */
public record SettingRow(String key, String value, String reference) {
  boolean changed() {
    return !value.equals(reference);
  }
}
