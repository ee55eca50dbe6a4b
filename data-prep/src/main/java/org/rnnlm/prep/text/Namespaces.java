package org.rnnlm.prep.text;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names by which links place files, sort a page into categories or lead to its sister in
 * another language. Those of the wiki and of its language hold, and the English ones in all wikis.
 * In a wiki whose language is not known those of all languages count. Immutable.
 */
final class Namespaces {

  private static final List<List<String>> ROWS = WordTable.rows("namespaces.tsv");

  private static final Set<String> ALL_FILES = names("file", Set.of());

  /**
   * A file by a name of another language, as pages keep that were copied from there, tells itself
   * by its ending.
   */
  private static final Pattern FILE =
      Pattern.compile(
          ".*\\.(?:jpe?g|png|gif|svg|tiff?|webp|xcf|pdf|djvu|og[agv]|opus|webm|mp[34]|mpe?g|wav|flac"
              + "|midi?|stl)\\s*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Set<String> hidden = new HashSet<>();

  Namespaces(Wiki wiki) {
    Set<String> languages =
        wiki.language().isEmpty() ? Set.of() : Set.copyOf(Languages.holdingIn(wiki.language()));
    hidden.addAll(names("file", languages));
    hidden.addAll(names("category", languages));
    wiki.fileNames().forEach(name -> hidden.add(folded(name)));
    wiki.categoryNames().forEach(name -> hidden.add(folded(name)));
  }

  /**
   * @param languages none for all
   */
  private static Set<String> names(String kind, Set<String> languages) {
    Set<String> names = new HashSet<>();
    for (List<String> row : ROWS) {
      if (row.get(1).equals(kind) && (languages.isEmpty() || languages.contains(row.get(0)))) {
        row.subList(2, row.size()).forEach(name -> names.add(folded(name)));
      }
    }
    return names;
  }

  /**
   * Returns whether a link of this target shows nothing in the text. A leading colon turns every
   * link into an ordinary one.
   */
  boolean isHidden(String target) {
    int colon = target.indexOf(':');
    if (colon <= 0) {
      return false;
    }
    String namespace = folded(target.substring(0, colon));
    return hidden.contains(namespace)
        || isLanguage(target, namespace)
        || ALL_FILES.contains(namespace) && FILE.matcher(target).matches();
  }

  private static boolean isLanguage(String target, String namespace) {
    // Codes are in lower case: a title like "Is: a word" stays a link of its own Wikipedia.
    return Languages.isCode(namespace) && target.strip().startsWith(namespace);
  }

  private static String folded(String name) {
    return name.replace('_', ' ').strip().toLowerCase(Locale.ROOT);
  }
}
