package org.rnnlm.prep.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The codes of languages, as wikis and the links between them write them. */
final class Languages {

  static final String ENGLISH = "en";

  private static final Map<String, List<String>> FALLBACKS =
      WordTable.rows("languages.tsv").stream()
          .collect(
              Collectors.toUnmodifiableMap(row -> row.get(0), row -> row.subList(1, row.size())));

  private Languages() {}

  /**
   * @param code in lower case
   */
  static boolean isCode(String code) {
    return FALLBACKS.containsKey(code);
  }

  /**
   * Returns the languages whose words hold in a wiki of a language: its own, those that MediaWiki
   * falls back on, and English. A code with an unknown part at its end, such as a country, counts
   * as without it.
   *
   * @param language as a dump names it, in any case; empty for none but English
   */
  static List<String> holdingIn(String language) {
    List<String> holding = new ArrayList<>();
    String known = known(language);
    if (!known.isEmpty()) {
      holding.add(known);
      holding.addAll(FALLBACKS.get(known));
    }
    if (!holding.contains(ENGLISH)) {
      holding.add(ENGLISH);
    }
    return List.copyOf(holding);
  }

  /**
   * Returns the code by which a language is known here: in lower case, without unknown parts at its
   * end; empty for none.
   */
  static String known(String language) {
    String known = language.toLowerCase(Locale.ROOT);
    while (!known.isEmpty() && !isCode(known)) {
      known = known.substring(0, Math.max(0, known.lastIndexOf('-')));
    }
    return known;
  }
}
