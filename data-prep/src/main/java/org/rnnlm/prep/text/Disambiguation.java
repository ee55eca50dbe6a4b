package org.rnnlm.prep.text;

import java.util.Locale;
import java.util.Set;

/** Tells pages that only list what their title may mean, by the templates they mark them with. */
public final class Disambiguation {

  private static final int LONGEST_NAME = 40;

  /** In the languages of the largest Wikipedias. */
  private static final Set<String> NAMES =
      Set.of(
          "disambig",
          "disambiguation",
          "dab",
          "disamb",
          "hndis",
          "geodis",
          "numberdis",
          "letterdis",
          "human name disambiguation",
          "place name disambiguation",
          "disambiguation cleanup",
          "school disambiguation",
          "hospital disambiguation",
          "airport disambiguation",
          "mathdab",
          "letter-number combination disambiguation",
          "roaddis",
          "schooldis",
          "begriffsklärung",
          "homonymie",
          "desambiguación",
          "desambiguação",
          "disambigua",
          "dp",
          "ujednoznacznienie",
          "неоднозначность",
          "曖昧さ回避",
          "aimai",
          "消歧义",
          "消歧義",
          "định hướng",
          "förgrening",
          "olika betydelser",
          "täsmennyssivu",
          "rozcestník",
          "동음이의",
          "توضيح",
          "ابهام‌زدایی");

  private Disambiguation() {}

  /**
   * @param markup of the page
   */
  public static boolean isMarked(String markup) {
    if (markup.contains("__DISAMBIG__")) {
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
