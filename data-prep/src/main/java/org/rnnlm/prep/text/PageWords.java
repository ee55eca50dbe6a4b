package org.rnnlm.prep.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * MediaWiki's variables and functions on one page, such as {@code {{PAGENAME}}} and {@code
 * {{#if:…}}}, where what they show depends neither on the clock nor on other pages.
 */
final class PageWords {

  /** What stands for words is short. */
  private static final int LONGEST = 20_000;

  private static final int LONGEST_NAME = 40;

  /** Articles have neither a namespace in their name nor pages below them. */
  private static final Set<String> TITLES =
      Set.of(
          "pagename",
          "fullpagename",
          "basepagename",
          "subpagename",
          "rootpagename",
          "subjectpagename");

  private static final Set<String> NOTHING = Set.of("namespace", "subjectspace");

  private static final Set<String> PREFIXES = Set.of("subst", "safesubst");

  private final String title;
  private final MagicWords magicWords;
  private final ParserFunctions functions;

  /**
   * @param title empty if it is not known
   */
  PageWords(String title, MagicWords magicWords, ParserFunctions functions) {
    this.title = title;
    this.magicWords = magicWords;
    this.functions = functions;
  }

  /**
   * Returns what a variable or function shows, be it an empty text; empty for what is none, and for
   * those that a page does not tell by itself.
   *
   * @param text holds the name and arguments, without the braces, from a place to its end
   */
  Optional<String> shown(StringBuilder text, int start) {
    if (text.length() - start > LONGEST || !mayBeWord(text, start)) {
      return Optional.empty();
    }
    String call = text.substring(start).strip();
    int colon = call.indexOf(':');
    if (colon > 0 && PREFIXES.contains(meaning(call.substring(0, colon)))) {
      call = call.substring(colon + 1).strip();
      colon = call.indexOf(':');
    }
    if (colon < 0) {
      return variable(meaning(call));
    }
    return functions.shown(meaning(call.substring(0, colon)), arguments(call.substring(colon + 1)));
  }

  private Optional<String> variable(String meaning) {
    if (TITLES.contains(meaning) && !title.isEmpty()) {
      return Optional.of(Literal.hidden(title));
    }
    return NOTHING.contains(meaning) ? Optional.of("") : Optional.empty();
  }

  /** Saves most templates the search for a name: they have neither a colon nor a short call. */
  private static boolean mayBeWord(StringBuilder text, int start) {
    int latest = Math.min(text.length(), start + LONGEST_NAME);
    for (int i = start; i < latest; i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return true;
      }
      if (c == '|') {
        return false;
      }
    }
    return latest == text.length();
  }

  private static List<String> arguments(String text) {
    List<String> arguments = new ArrayList<>();
    for (String argument : text.split("\\|", -1)) {
      arguments.add(argument.strip());
    }
    return arguments;
  }

  /** MediaWiki's own word for a name; empty for one that is a template's. */
  private String meaning(String name) {
    return magicWords.meaning(name.strip()).orElse("");
  }
}
