package org.rnnlm.jobs.settings;

/**
 * One setting as a user gave it beside files.
 *
 * @param text {@code key=value}
 * @param origin what errors call it: the words of the command line
 */
public record Assignment(String text, String origin) {
  /** Returns what {@code --set} was given. */
  public static Assignment ofSet(String text) {
    return new Assignment(text, "--set " + text);
  }

  /** Returns what a command's own option for a setting was given, such as {@code --seed 7}. */
  public static Assignment ofOption(String option, String key, Object value) {
    return new Assignment(key + "=" + value, option + " " + value);
  }
}
