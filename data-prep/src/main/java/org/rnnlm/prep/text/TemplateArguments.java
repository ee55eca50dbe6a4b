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

  /** Returns the argument at a place, counted from 1; empty where there is none. */
  String at(int place) {
    if (place <= placed.size() && !placed.get(place - 1).isEmpty()) {
      return placed.get(place - 1);
    }
    return named(String.valueOf(place));
  }

  String named(String name) {
    return named.getOrDefault(name, "");
  }

  /** Returns the first that is there of several places or names; empty where none is. */
  String first(List<String> placesOrNames) {
    for (String one : placesOrNames) {
      String found = isPlace(one) ? at(Integer.parseInt(one)) : named(one);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "";
  }

  private static boolean isPlace(String name) {
    return name.length() <= 2 && name.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  String last() {
    return placed.isEmpty() ? "" : placed.get(placed.size() - 1);
  }

  String joined() {
    return String.join("", placed);
  }
}
