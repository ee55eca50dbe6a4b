package org.rnnlm.prep.text;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The templates that stand for words in the wikis of a language: {@code templates/common.txt}, and
 * over it the language's own file where there is one. Immutable.
 */
final class TemplateTable {

  private static final String ARROW = " =>";

  /** Patterns of one name in lower case: those of exact names, and that of any other. */
  private static final class Named {
    private final Map<String, TemplatePattern> exact = new HashMap<>();
    private Optional<TemplatePattern> anyCase = Optional.empty();

    private Optional<TemplatePattern> find(String name) {
      if (!exact.isEmpty()) {
        TemplatePattern found = exact.get(capitalized(name));
        if (found != null) {
          return Optional.of(found);
        }
      }
      return anyCase;
    }
  }

  private final Map<String, Named> byLowerCase = new HashMap<>();
  private final Map<String, TemplatePattern> byBeginning = new LinkedHashMap<>();

  /**
   * @param language of a wiki; of one that is not known, or has no file, only the common ones hold
   */
  TemplateTable(String language) {
    String own = Languages.known(language);
    TemplateLanguage numbers = new TemplateLanguage(own.isEmpty() ? Languages.ENGLISH : own);
    addAll("templates/common.txt", numbers);
    String file = "templates/" + own + ".txt";
    if (!own.isEmpty() && WordTable.exists(file)) {
      addAll(file, numbers);
    }
  }

  private void addAll(String file, TemplateLanguage language) {
    List<String> lines = WordTable.lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !line.startsWith("#")) {
        try {
          add(line, language);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
        }
      }
    }
  }

  private void add(String line, TemplateLanguage language) {
    int arrow = line.indexOf(ARROW);
    if (arrow < 0) {
      throw new IllegalArgumentException("no '=>' behind the names: " + line);
    }
    String shown = line.substring(arrow + ARROW.length()).strip();
    TemplatePattern pattern = new TemplatePattern(shown, language);
    for (String name : line.substring(0, arrow).split(" \\| ")) {
      put(name.strip(), pattern);
    }
  }

  /** Small letters stand for themselves and capitals, a capital behind the first for itself. */
  private void put(String name, TemplatePattern pattern) {
    String lower = lowerCase(name);
    if (name.endsWith("*")) {
      byBeginning.put(lower.substring(0, name.length() - 1), pattern);
      return;
    }
    Named named = byLowerCase.computeIfAbsent(lower, key -> new Named());
    if (lower.substring(1).equals(name.substring(1))) {
      named.anyCase = Optional.of(pattern);
    } else {
      named.exact.put(capitalized(name), pattern);
    }
  }

  /**
   * Returns what the template of a name shows; empty for one that is not known.
   *
   * @param name without spaces around it
   */
  Optional<TemplatePattern> find(String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String lower = lowerCase(name);
    Named named = byLowerCase.get(lower);
    return named == null ? ofBeginning(lower) : named.find(name);
  }

  private Optional<TemplatePattern> ofBeginning(String lower) {
    for (Map.Entry<String, TemplatePattern> beginning : byBeginning.entrySet()) {
      if (lower.startsWith(beginning.getKey())) {
        return Optional.of(beginning.getValue());
      }
    }
    return Optional.empty();
  }

  private static String capitalized(String name) {
    int end = name.offsetByCodePoints(0, 1);
    return name.substring(0, end).toUpperCase(Locale.ROOT) + name.substring(end);
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
