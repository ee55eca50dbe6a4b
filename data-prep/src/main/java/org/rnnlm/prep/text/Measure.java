package org.rnnlm.prep.text;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a measure: {@code 5|km}, {@code 5|to|7|km}, {@code 6|ft|2|in}, without what it is
 * converted to. Units are the codes their authors wrote, but for those that no reader would see.
 */
final class Measure {

  private static final List<String> RANGES =
      List.of("to", "-", "–", "and", "or", "by", "x", "×", "+/-", "±", "to(-)", "and(-)");

  private static final Map<String, String> DEGREES =
      Map.of("C", "°C", "F", "°F", "C-change", "°C", "F-change", "°F");

  /** {@code e6acre}, {@code koilbbl/d}. */
  private static final Pattern MULTIPLE =
      Pattern.compile("(?:e(3|6|9|12)|([kMGT])(?=oilbbl|cuft|USgal|impgal))(.+)");

  private static final Map<String, String> MULTIPLES =
      Map.of(
          "3",
          "thousand",
          "k",
          "thousand",
          "6",
          "million",
          "M",
          "million",
          "9",
          "billion",
          "G",
          "billion",
          "12",
          "trillion",
          "T",
          "trillion");

  private Measure() {}

  static String shown(TemplateArguments arguments) {
    StringBuilder shown = new StringBuilder(arguments.at(1));
    int next = 2;
    while (RANGES.contains(arguments.at(next))) {
      shown.append(between(arguments.at(next))).append(arguments.at(next + 1));
      next += 2;
    }
    shown.append(' ').append(unit(arguments.at(next)));
    String second = arguments.at(next + 1);
    if (!second.isEmpty()
        && second.chars().allMatch(Character::isDigit)
        && !arguments.at(next + 2).isEmpty()) {
      shown.append(' ').append(second).append(' ').append(arguments.at(next + 2));
    }
    return shown.toString().strip();
  }

  private static String between(String range) {
    return range.equals("-") || range.equals("–") ? "–" : " " + range.replace("(-)", "") + " ";
  }

  private static String unit(String code) {
    Matcher multiple = MULTIPLE.matcher(code);
    if (multiple.matches()) {
      String times = multiple.group(1) == null ? multiple.group(2) : multiple.group(1);
      return MULTIPLES.get(times) + " " + unit(multiple.group(3));
    }
    return DEGREES.getOrDefault(code, code.startsWith("oilbbl") ? code.substring(3) : code);
  }
}
