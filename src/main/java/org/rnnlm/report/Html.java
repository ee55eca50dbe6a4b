package org.rnnlm.report;

import com.fasterxml.jackson.databind.JsonNode;
import org.rnnlm.text.Text;

/** Text and numbers as they stand in a page. */
public final class Html {
  private Html() {}

  /** Any text as HTML, between tags and in quoted attributes. */
  public static String text(String any) {
    return any.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * JSON as it may stand in a script element: no text of it can end the element, or begin a comment
   * in it.
   */
  static String json(JsonNode json) {
    return json.toString()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /** {@code 1,234,567}. */
  public static String number(long value) {
    return Text.format("%,d", value);
  }

  /** {@code 1.5390}; a dash for what is no number. */
  static String decimal(double value, int places) {
    return Double.isFinite(value) ? Text.format("%,." + places + "f", value) : "–";
  }

  /** {@code 12.34 %}. */
  public static String percent(double share) {
    return decimal(100 * share, 2) + " %";
  }

  /** {@code 42 s}, {@code 12.3 min}, {@code 3.4 h}. */
  static String duration(double seconds) {
    if (seconds < 60) {
      return decimal(seconds, 0) + " s";
    }
    return seconds < 3600 ? decimal(seconds / 60, 1) + " min" : decimal(seconds / 3600, 1) + " h";
  }
}
