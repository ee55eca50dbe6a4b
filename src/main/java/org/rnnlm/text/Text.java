package org.rnnlm.text;

import java.util.Locale;

/** Makes texts that are the same on every machine, whatever its language and its digits are. */
public final class Text {
  private Text() {}

  /**
   * Returns a pattern of {@link java.util.Formatter} with its values filled in: numbers have the
   * digits 0 to 9, a point before decimals and commas between thousands.
   */
  public static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /**
   * Returns an enum's constant as settings, names of files and reports write it: in lower case,
   * with hyphens, {@code HALVE_ON_RISE} as {@code halve-on-rise}.
   */
  public static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns a setting's value for people: a text that needs no quotation marks has none. */
  public static String unquoted(String value) {
    boolean plain = value.matches("\"[^\"\\\\]+\"");
    return plain ? value.substring(1, value.length() - 1) : value;
  }
}
