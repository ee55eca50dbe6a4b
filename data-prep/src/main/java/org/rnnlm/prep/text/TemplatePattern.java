package org.rnnlm.prep.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a template shows, made of its arguments as a line of a table says: fixed text, arguments
 * ({@code {1|name}}), choices ({@code {name?yes|no}}), rules ({@code {@month 2}}), and parts in
 * square brackets, which are shown if all arguments in them are there. The tables' README is the
 * manual. Immutable.
 */
final class TemplatePattern {

  /** Part of a pattern: what it shows, and whether what it needs is there. */
  private interface Part {
    String shown(TemplateArguments arguments);

    default boolean isThere(TemplateArguments arguments) {
      return true;
    }
  }

  private record Fixed(String text) implements Part {
    @Override
    public String shown(TemplateArguments arguments) {
      return text;
    }
  }

  private record Argument(List<String> names) implements Part {
    @Override
    public String shown(TemplateArguments arguments) {
      return arguments.first(names);
    }

    @Override
    public boolean isThere(TemplateArguments arguments) {
      return !shown(arguments).isEmpty();
    }
  }

  /**
   * @param value that the argument must have; empty for any
   */
  private record Choice(String name, String value, String yes, String no) implements Part {
    @Override
    public String shown(TemplateArguments arguments) {
      String given = arguments.first(List.of(name));
      boolean chosen = value.isEmpty() ? !given.isEmpty() : given.equals(value);
      return chosen ? yes : no;
    }
  }

  private record Rule(TemplateRule rule, List<List<String>> places, TemplateLanguage language)
      implements Part {
    @Override
    public String shown(TemplateArguments arguments) {
      return rule.shown(
          arguments, places.stream().map(place -> given(place, arguments)).toList(), language);
    }

    private static String given(List<String> place, TemplateArguments arguments) {
      String first = place.get(0);
      boolean fixed = first.length() > 1 && first.startsWith("'") && first.endsWith("'");
      return fixed ? first.substring(1, first.length() - 1) : arguments.first(place);
    }

    @Override
    public boolean isThere(TemplateArguments arguments) {
      return !shown(arguments).isEmpty();
    }
  }

  private record Optional(List<Part> parts) implements Part {
    @Override
    public String shown(TemplateArguments arguments) {
      boolean there = parts.stream().allMatch(part -> part.isThere(arguments));
      return there ? joined(parts, arguments) : "";
    }
  }

  private static final Pattern CHOICE =
      Pattern.compile("([^?=|]+)(?:=([^?|]*))?\\?([^|]*)(?:\\|(.*))?");

  private final List<Part> parts;
  private final boolean quoted;
  private final boolean fraction;

  /**
   * @throws IllegalArgumentException if it is none
   */
  TemplatePattern(String pattern, TemplateLanguage language) {
    this.quoted = pattern.length() > 1 && pattern.startsWith("\"") && pattern.endsWith("\"");
    this.fraction = pattern.startsWith("{@fraction");
    String text = quoted ? pattern.substring(1, pattern.length() - 1) : pattern;
    Reader reader = new Reader(text, language);
    this.parts = reader.parts(false);
  }

  /**
   * Returns what is shown without spaces around it, unless the pattern stands in quotes; empty if
   * nothing is shown.
   */
  String shown(TemplateArguments arguments) {
    String shown = joined(parts, arguments);
    return quoted ? shown : shown.strip();
  }

  /** Returns whether it is a fraction, which a space parts from a whole number before it. */
  boolean isFraction() {
    return fraction;
  }

  private static String joined(List<Part> parts, TemplateArguments arguments) {
    StringBuilder shown = new StringBuilder();
    for (Part part : parts) {
      shown.append(part.shown(arguments));
    }
    return shown.toString();
  }

  /** Reads a pattern from left to right. */
  private static final class Reader {
    private final String text;
    private final TemplateLanguage language;
    private int at;

    Reader(String text, TemplateLanguage language) {
      this.text = text;
      this.language = language;
    }

    List<Part> parts(boolean inBrackets) {
      List<Part> parts = new ArrayList<>();
      StringBuilder fixed = new StringBuilder();
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '\\' && at < text.length()) {
          fixed.append(text.charAt(at++));
        } else if (c == '{') {
          addFixed(fixed, parts);
          parts.add(braced(upTo('}')));
        } else if (c == '[') {
          addFixed(fixed, parts);
          parts.add(new Optional(parts(true)));
        } else if (c == ']' && inBrackets) {
          addFixed(fixed, parts);
          return List.copyOf(parts);
        } else {
          fixed.append(c);
        }
      }
      if (inBrackets) {
        throw new IllegalArgumentException("a [ without its ]: " + text);
      }
      addFixed(fixed, parts);
      return List.copyOf(parts);
    }

    /** Fixed text is never markup. */
    private static void addFixed(StringBuilder fixed, List<Part> parts) {
      if (!fixed.isEmpty()) {
        parts.add(new Fixed(Literal.hidden(fixed.toString())));
        fixed.setLength(0);
      }
    }

    private String upTo(char end) {
      int found = text.indexOf(end, at);
      if (found < 0) {
        throw new IllegalArgumentException("a { without its }: " + text);
      }
      String inner = text.substring(at, found);
      at = found + 1;
      return inner;
    }

    private Part braced(String inner) {
      if (inner.startsWith("@")) {
        return rule(inner.substring(1).strip().split(" +"));
      }
      Matcher choice = CHOICE.matcher(inner);
      if (choice.matches()) {
        return new Choice(
            choice.group(1),
            orEmpty(choice.group(2)),
            Literal.hidden(choice.group(3)),
            Literal.hidden(orEmpty(choice.group(4))));
      }
      return new Argument(names(inner));
    }

    private Part rule(String[] words) {
      List<List<String>> places = new ArrayList<>();
      for (int i = 1; i < words.length; i++) {
        places.add(names(words[i]));
      }
      return new Rule(TemplateRule.named(words[0], places.size()), places, language);
    }

    private static List<String> names(String alternatives) {
      if (alternatives.isBlank()) {
        throw new IllegalArgumentException("an argument without a name");
      }
      return List.of(alternatives.split("\\|"));
    }

    private static String orEmpty(String group) {
      return group == null ? "" : group;
    }
  }
}
