package org.rnnlm.jobs.settings;

/**
 * One key whose value is not what it was.
 *
 * @param before the earlier value, as it was given
 * @param after the value now, likewise
 * @param origin where the value now was given, such as {@code big.conf:7}
 */
public record SettingsDifference(String key, String before, String after, String origin) {
  @Override
  public String toString() {
    return key + ": was " + before + ", is " + after + " (" + origin + ")";
  }
}
