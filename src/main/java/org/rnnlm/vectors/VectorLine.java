package org.rnnlm.vectors;

import org.rnnlm.text.Text;

/**
 * A line of a file of vectors: a token, then its values. A token may hold spaces, as some of
 * GloVe's do, so that values are counted from the line's end.
 */
final class VectorLine {
  private final String line;
  private final int width;
  private final int valuesFrom; // where the separator before the first value is

  /**
   * @throws IllegalArgumentException if the line has fewer values, or more
   */
  VectorLine(String given, int width) {
    this.line = given.stripTrailing();
    this.width = width;
    int at = line.length();
    for (int i = 0; i < width; i++) {
      at = separatorBefore(at);
      if (at <= 0) {
        throw new IllegalArgumentException(
            Text.format("has %d values, the vectors have %d", i, width));
      }
    }
    this.valuesFrom = at;
    int before = separatorBefore(at);
    if (before > 0 && isNumber(line.substring(before + 1, at))) {
      throw new IllegalArgumentException(Text.format("has more than %d values", width));
    }
  }

  private int separatorBefore(int end) {
    int at = end - 1;
    while (at >= 0 && !isSeparator(line.charAt(at))) {
      at--;
    }
    return at;
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isNumber(String text) {
    try {
      Float.parseFloat(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  String token() {
    return line.substring(0, valuesFrom);
  }

  /**
   * @throws IllegalArgumentException if one is no finite number
   */
  float[] values() {
    float[] values = new float[width];
    int from = valuesFrom + 1;
    for (int i = 0; i < width; i++) {
      int to = from;
      while (to < line.length() && !isSeparator(line.charAt(to))) {
        to++;
      }
      values[i] = value(line.substring(from, to));
      from = to + 1;
    }
    return values;
  }

  private static float value(String text) {
    if (!isNumber(text) || !Float.isFinite(Float.parseFloat(text))) {
      throw new IllegalArgumentException("has '" + text + "' where a finite number must be");
    }
    return Float.parseFloat(text);
  }

  /** Returns how many values a line has whose token holds no space. */
  static int width(String line) {
    return line.strip().split("[ \t]").length - 1;
  }
}
