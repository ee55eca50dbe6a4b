package org.rnnlm.prep.text;

import java.util.Optional;

/**
 * Templates that stand for words of a sentence, so that leaving them out would leave a hole: what
 * they show, or nearly, by the {@link TemplateTable} of their wiki's language. Units are not
 * converted, and nothing depends on today's date.
 */
final class InlineTemplates {

  /** Names are not longer; what is behind the bar may be. */
  private static final int LONGEST_NAME = 40;

  /** What stands for words is short; a longer one is a quotation or none of these. */
  private static final int LONGEST = 20_000;

  private final TemplateTable table;

  /**
   * @param language of the wiki; empty if it is not known
   */
  InlineTemplates(String language) {
    this.table = new TemplateTable(language);
  }

  /**
   * Returns what a template shows, if it stands for words.
   *
   * @param text holds the template's name and arguments, without its braces, from a place to its
   *     end
   */
  Optional<String> shown(StringBuilder text, int start) {
    int nameEnd = nameEnd(text, start);
    if (nameEnd < 0 || text.length() - start > LONGEST) {
      return Optional.empty();
    }
    String name = text.substring(start, nameEnd).replace('_', ' ').strip();
    Optional<TemplatePattern> pattern = table.find(name);
    if (pattern.isEmpty()) {
      return Optional.empty();
    }
    String rest = nameEnd < text.length() ? text.substring(nameEnd + 1) : "";
    String words = pattern.get().shown(new TemplateArguments(rest));
    if (words.isEmpty()) {
      return Optional.empty();
    }
    boolean parted = pattern.get().isFraction() && isBehindDigit(text, start);
    return Optional.of(parted ? " " + words : words);
  }

  private static boolean isBehindDigit(StringBuilder text, int start) {
    return start > 0 && Character.isDigit(text.charAt(start - 1));
  }

  /**
   * Returns the place of the bar, or of a function's colon, behind the name; -1 if that is too
   * long.
   */
  private static int nameEnd(StringBuilder text, int start) {
    int latest = Math.min(text.length(), start + LONGEST_NAME);
    for (int i = start; i < latest; i++) {
      char c = text.charAt(i);
      if (c == '|' || c == ':' && i > start) {
        return i;
      }
    }
    return latest == text.length() ? latest : -1;
  }
}
