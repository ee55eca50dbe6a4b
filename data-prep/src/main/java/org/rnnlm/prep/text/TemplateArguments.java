package org.rnnlm.prep.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The arguments of a template call, by place or by name, without white space around them. */
final class TemplateArguments {

  private static final int LONGEST_NAME = 20;

  private final List<String> placed = new ArrayList<>();
  private final Map<String, String> named = new HashMap<>();

  /**
   * @param text arguments with bars between them
   */
  TemplateArguments(String text) {
    for (String argument : text.split("\\|", -1)) {
      int equals = argument.indexOf('=');
      if (equals > 0 && equals <= LONGEST_NAME && isName(argument, equals)) {
        named.put(argument.substring(0, equals).strip(), argument.substring(equals + 1).strip());
      } else {
        placed.add(argument.strip());
      }
    }
  }

  private static boolean isName(String argument, int end) {
    return argument
        .substring(0, end)
        .strip()
        .chars()
        .allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
  }

  /** The argument at a place, counted from 1; empty where there is none. */
  String at(int place) {
    if (place <= placed.size() && !placed.get(place - 1).isEmpty()) {
      return placed.get(place - 1);
    }
    return named(String.valueOf(place));
  }

  String named(String name) {
    return named.getOrDefault(name, "");
  }

  /** The argument of a name, or else the one at a place. */
  String text(String name, int place) {
    return named(name).isEmpty() ? at(place) : named(name);
  }

  String last() {
    return placed.isEmpty() ? "" : placed.get(placed.size() - 1);
  }

  /** {@code 1500} or {@code 1500 – 1520}. */
  String span() {
    return at(2).isEmpty() ? at(1) : at(1) + " – " + at(2);
  }

  String joined() {
    return String.join("", placed);
  }
}
