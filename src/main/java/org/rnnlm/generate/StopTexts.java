package org.rnnlm.generate;

import java.util.List;

/**
 * Ends a text before the first of some texts that occurs in it. What may be the beginning of one is
 * held back until it is known.
 */
final class StopTexts {
  private final List<String> stops;
  private final StringBuilder held = new StringBuilder();
  private boolean found;

  StopTexts(List<String> stops) {
    this.stops = List.copyOf(stops);
  }

  /** Returns what can be told of the text once this has come; nothing after a stop. */
  String add(String more) {
    if (found) {
      return "";
    }
    held.append(more);
    int first = stops.stream().mapToInt(held::indexOf).filter(at -> at >= 0).min().orElse(-1);
    found = first >= 0;
    int told = found ? first : held.length() - begun();
    String text = held.substring(0, told);
    held.delete(0, found ? held.length() : told);
    return text;
  }

  /** Returns what was held back of a text that ends here. */
  String end() {
    String text = held.toString();
    held.setLength(0);
    return text;
  }

  boolean found() {
    return found;
  }

  /** The longest end of what is held that a stop begins with. */
  private int begun() {
    int longest = 0;
    for (String stop : stops) {
      for (int length = Math.min(stop.length() - 1, held.length()); length > longest; length--) {
        if (stop.startsWith(held.substring(held.length() - length))) {
          longest = length;
        }
      }
    }
    return longest;
  }
}
