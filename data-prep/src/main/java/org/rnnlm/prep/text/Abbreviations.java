package org.rnnlm.prep.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.UResourceBundle;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The full stops that end no sentence, though a capital follows: those of abbreviations, which are
 * ICU's for the language and ours ({@code abbreviations.tsv}), of initials in any language, and of
 * ordinal numbers in German. Some of them end a sentence as well, which is told by the word that
 * follows: one that has a capital at a sentence's beginning alone ({@code The}), as in Kiss and
 * Strunk, "Unsupervised multilingual sentence boundary detection", 2006. ICU's own filter of them
 * finds them inside longer words and overlooks those with stops inside, so it is not used, but its
 * data is. Immutable.
 */
final class Abbreviations {

  private static final String ICU_BREAKS = "com/ibm/icu/impl/data/icudata/brkitr";
  private static final String GERMAN = "de";
  private static final int ORDINAL_DIGITS = 2; // a year at a sentence's end has more

  private final Set<String> any;
  private final Set<String> beforeNumbers;
  private final Set<String> mayEnd;
  private final Set<String> starters;
  private final List<String> ofSeveralWords;
  private final int longest;
  private final boolean ordinals;

  /**
   * @param language its code; empty if it is not known, where only initials count
   */
  Abbreviations(String language) {
    any = new HashSet<>(ofIcu(language));
    any.addAll(ours(language, "any"));
    beforeNumbers = ours(language, "number");
    mayEnd = ours(language, "may-end");
    starters = ours(language, "starter");
    ofSeveralWords = any.stream().filter(one -> one.contains(" ")).sorted().toList();
    longest =
        Math.max(
            any.stream().mapToInt(String::length).max().orElse(0),
            Stream.concat(beforeNumbers.stream(), mayEnd.stream())
                .mapToInt(String::length)
                .max()
                .orElse(0));
    ordinals = language.equals(GERMAN);
  }

  private static List<String> ofIcu(String language) {
    if (language.isEmpty()) {
      return List.of();
    }
    try {
      UResourceBundle breaks =
          UResourceBundle.getBundleInstance(
              ICU_BREAKS, new ULocale(language), UResourceBundle.class.getClassLoader());
      if (!breaks.getULocale().getLanguage().equals(language)) {
        return List.of(); // of the machine's own language, which stands in for a missing one
      }
      return Arrays.asList(breaks.get("exceptions").get("SentenceBreak").getStringArray());
    } catch (MissingResourceException e) {
      return List.of();
    }
  }

  private static Set<String> ours(String language, String kind) {
    Set<String> ours = new HashSet<>();
    for (List<String> row : WordTable.rows("abbreviations.tsv")) {
      if (row.get(0).equals(language) && row.get(1).equals(kind)) {
        ours.addAll(row.subList(2, row.size()));
      }
    }
    return ours;
  }

  /**
   * Returns whether what ends before a place, spaces left out, is one of these stops and what
   * begins there goes on with the sentence.
   *
   * @param next a place in the text, where a sentence may begin
   */
  boolean endBefore(String text, int next) {
    int end = next;
    while (end > 0 && UCharacter.isUWhiteSpace(text.charAt(end - 1))) {
      end--;
    }
    if (end == next || end < 2 || text.charAt(end - 1) != '.') {
      return false;
    }
    if (isStarter(text, next) && isWord(text, end, mayEnd)) {
      return false; // in the U.S. The economy …
    }
    int following = text.codePointAt(next);
    return isAbbreviation(text, end, Character.isDigit(following))
        || isInsideAbbreviation(text, end)
        || Character.isUpperCase(following)
            && (isInitial(text, end - 1) || ordinals && isOrdinal(text, end - 1));
  }

  private boolean isAbbreviation(String text, int end, boolean numberFollows) {
    return isWord(text, end, any) || numberFollows && isWord(text, end, beforeNumbers);
  }

  /** Returns whether one of some words ends at a place. */
  private boolean isWord(String text, int end, Set<String> words) {
    for (int start = end - 2; start >= 0 && end - start <= longest; start--) {
      if (beginsWord(text, start) && words.contains(text.substring(start, end))) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a word begins at a place that has a capital where a sentence begins alone. */
  private boolean isStarter(String text, int start) {
    int end = start;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return starters.contains(text.substring(start, end));
  }

  /** Behind {@code v.} of {@code v. Chr.}, say. */
  private boolean isInsideAbbreviation(String text, int end) {
    for (String whole : ofSeveralWords) {
      for (int space = whole.indexOf(' '); space > 0; space = whole.indexOf(' ', space + 1)) {
        int start = end - space;
        if (start >= 0 && text.startsWith(whole, start) && beginsWord(text, start)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isInitial(String text, int stop) {
    int letter = text.codePointBefore(stop);
    return Character.isUpperCase(letter) && beginsWord(text, stop - Character.charCount(letter));
  }

  private static boolean isOrdinal(String text, int stop) {
    int start = stop;
    while (start > 0 && stop - start <= ORDINAL_DIGITS && isAsciiDigit(text.charAt(start - 1))) {
      start--;
    }
    return start < stop && stop - start <= ORDINAL_DIGITS && beginsWord(text, start);
  }

  private static boolean isAsciiDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean beginsWord(String text, int start) {
    if (start == 0) {
      return true;
    }
    int before = text.codePointBefore(start);
    return !Character.isLetterOrDigit(before)
        && Character.getType(before) != Character.NON_SPACING_MARK;
  }
}
