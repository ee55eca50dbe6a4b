package org.rnnlm.prep.text;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells pages that only list what their title may mean, by the templates they mark them with. */
public final class Disambiguation {

  private static final int LONGEST_NAME = 40;

  private static final Set<String> NAMES =
      WordTable.rows("disambiguations.tsv").stream()
          .flatMap(row -> row.subList(1, row.size()).stream())
          .collect(Collectors.toUnmodifiableSet());

  private Disambiguation() {}

  /**
   * @param markup of the page
   */
  public static boolean isMarked(String markup) {
    if (MagicWords.hasDisambiguation(markup)) {
      return true;
    }
    for (int open = markup.indexOf("{{"); open >= 0; open = markup.indexOf("{{", open + 2)) {
      if (NAMES.contains(nameAt(markup, open + 2))) {
        return true;
      }
    }
    return false;
  }

  private static String nameAt(String markup, int start) {
    int end = start;
    int latest = Math.min(markup.length(), start + LONGEST_NAME);
    while (end < latest && "|}\n<".indexOf(markup.charAt(end)) < 0) {
      end++;
    }
    return markup.substring(start, end).replace('_', ' ').strip().toLowerCase(Locale.ROOT);
  }
}
