package org.rnnlm.prep.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words that MediaWiki gives a meaning to, in the languages that hold in a wiki: switches such
 * as {@code __NOTOC__}, variables such as {@code PAGENAME} and functions such as {@code #if}. What
 * is not in {@code magic-words.tsv} is text. Immutable.
 */
final class MagicWords {

  private static final String EDGE = "__";
  private static final String WIDE_EDGE = "＿＿";
  private static final int LONGEST = 60;
  private static final String SWITCH = "switch";
  private static final String REDIRECT = "redirect";

  private static final List<List<String>> ROWS = WordTable.rows("magic-words.tsv");

  /** In every language: a page that begins so is no article in any. */
  private static final Pattern REDIRECTS =
      Pattern.compile(
          ROWS.stream()
              .filter(row -> row.get(1).equals(REDIRECT))
              .flatMap(row -> row.subList(4, row.size()).stream())
              .distinct()
              .map(Pattern::quote)
              .collect(Collectors.joining("|", "\\s*+(?:", ")\\s*+:?\\s*+\\[\\[")),
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final List<String> DISAMBIGUATIONS =
      ROWS.stream()
          .filter(row -> row.get(2).equals("disambiguation"))
          .flatMap(row -> row.subList(4, row.size()).stream())
          .toList();

  private final Map<String, String> exact = new HashMap<>();
  private final Map<String, String> anyCase = new HashMap<>();

  /**
   * @param language of a wiki; empty for one that is not known, where only English words hold
   */
  MagicWords(String language) {
    List<String> languages = Languages.holdingIn(language);
    for (List<String> row : ROWS) {
      if (languages.contains(row.get(0)) && !row.get(1).equals(REDIRECT)) {
        add(row);
      }
    }
  }

  private void add(List<String> row) {
    boolean isExact = row.get(3).equals("exact");
    for (String word : row.subList(4, row.size())) {
      String spaced = row.get(1).equals(SWITCH) ? word : word.replace('_', ' ');
      if (isExact) {
        exact.put(spaced, row.get(2));
      } else {
        anyCase.put(lowerCase(spaced), row.get(2));
      }
    }
  }

  /**
   * Returns whether a page sends its readers to another; dumps mark this themselves, but for old
   * ones.
   */
  static boolean isRedirect(String markup) {
    return REDIRECTS.matcher(markup).lookingAt();
  }

  /** Returns whether a page holds a switch that says that it only lists what its title may mean. */
  static boolean hasDisambiguation(String markup) {
    return markup.contains(EDGE) && DISAMBIGUATIONS.stream().anyMatch(markup::contains);
  }

  /**
   * Returns what MediaWiki calls the variable or function of this name, such as {@code pagename}
   * for both {@code PAGENAME} and the German {@code SEITENNAME}; functions that are written with a
   * number sign keep it ({@code #if}). Empty for a name that is a template's.
   *
   * @param name what stands before the colon or the closing braces, without spaces around it
   */
  Optional<String> meaning(String name) {
    return Optional.ofNullable(find(name.replace('_', ' ')));
  }

  private String find(String word) {
    String meaning = exact.get(word);
    return meaning != null ? meaning : anyCase.get(lowerCase(word));
  }

  /** Returns the text with {@link Line#GAP} for each switch. */
  String withoutSwitches(String text) {
    if (!text.contains(EDGE) && !text.contains(WIDE_EDGE)) {
      return text;
    }
    int edge = nextEdge(text, 0);
    StringBuilder out = new StringBuilder(text.length());
    int done = 0;
    while (edge >= 0) {
      int end = endOfSwitch(text, edge);
      if (end >= 0) {
        out.append(text, done, edge).append(Line.GAP);
        done = end;
      }
      edge = nextEdge(text, end < 0 ? edge + 1 : end);
    }
    return out.append(text, done, text.length()).toString();
  }

  /** Returns where the switch ends that begins here; -1 if there is none. */
  private int endOfSwitch(String text, int start) {
    if (start + 2 < text.length() && isEdge(text.charAt(start + 2))) {
      return -1; // one of a run, whose last may begin a switch
    }
    int latest = Math.min(text.length(), start + LONGEST);
    for (int end = nextEdge(text, start + 2); end >= 0 && end + 2 <= latest; ) {
      if (find(text.substring(start, end + 2)) != null) {
        return end + 2;
      }
      end = nextEdge(text, end + 1);
    }
    return -1;
  }

  private static int nextEdge(String text, int from) {
    for (int i = from; i + 1 < text.length(); i++) {
      char c = text.charAt(i);
      if (isEdge(c) && text.charAt(i + 1) == c) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isEdge(char c) {
    return c == EDGE.charAt(0) || c == WIDE_EDGE.charAt(0);
  }

  private static String lowerCase(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
