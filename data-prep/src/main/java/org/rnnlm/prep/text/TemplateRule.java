package org.rnnlm.prep.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.rnnlm.text.Text;

/** What a table of templates can say by a name alone, since a pattern cannot. */
enum TemplateRule {
  /** A measure: see {@link Measure}. */
  CONVERT {
    @Override
    String shown(TemplateArguments arguments, List<String> given, TemplateLanguage language) {
      return Measure.shown(arguments);
    }
  },
  /** {@code 1/2} or {@code 3 1/2}. */
  FRACTION {
    @Override
    String shown(TemplateArguments arguments, List<String> given, TemplateLanguage language) {
      String one = arguments.at(1);
      String two = arguments.at(2);
      String three = arguments.at(3);
      if (!three.isEmpty()) {
        return one + " " + two + "/" + three;
      }
      return two.isEmpty() ? "1/" + one : one + "/" + two;
    }
  },
  /** A number with its digits in groups. */
  NUMBER {
    @Override
    String shown(TemplateArguments arguments, List<String> given, TemplateLanguage language) {
      return language.number(given.get(0));
    }
  },
  /** The name of a month, which is given by number or name. */
  MONTH {
    @Override
    String shown(TemplateArguments arguments, List<String> given, TemplateLanguage language) {
      return language.month(given.get(0));
    }
  },
  /** The day of a date. */
  DAY {
    @Override
    String shown(TemplateArguments arguments, List<String> given, TemplateLanguage language) {
      return language.day(given.get(0));
    }
  },
  /** Year, month and day, in the language's order; in English the day first where df is given. */
  DATE {
    @Override
    String shown(TemplateArguments arguments, List<String> given, TemplateLanguage language) {
      String year = given.get(0);
      String month = given.get(1);
      String day = given.get(2);
      boolean dayFirst = !arguments.named("df").isEmpty() && !day.isEmpty();
      return dayFirst
          ? day + " " + language.month(month) + " " + year
          : language.date(year, month, day);
    }
  },
  /** {@code As of May 2010}, of English, or what is given in its place. */
  AS_OF {
    @Override
    String shown(TemplateArguments arguments, List<String> given, TemplateLanguage language) {
      String instead = arguments.named("alt");
      if (!instead.isEmpty()) {
        return instead;
      }
      String first = arguments.named("since").isEmpty() ? "As of " : "Since ";
      return (arguments.named("lc").isEmpty() ? first : first.toLowerCase(Locale.ROOT))
          + DATE.shown(arguments, given, language);
    }
  },
  /** {@code 3rd}, of English. */
  ORDINAL {
    @Override
    String shown(TemplateArguments arguments, List<String> given, TemplateLanguage language) {
      String number = given.get(0);
      if (number.isEmpty() || !Character.isDigit(number.charAt(number.length() - 1))) {
        return number;
      }
      if (number.matches(".*1[123]")) {
        return number + "th";
      }
      return number
          + switch (number.charAt(number.length() - 1)) {
            case '1' -> "st";
            case '2' -> "nd";
            case '3' -> "rd";
            default -> "th";
          };
    }
  },
  /** {@code USS Oak (CV-6)}: prefix, name, number and which of them are shown. */
  SHIP {
    @Override
    String shown(TemplateArguments arguments, List<String> given, TemplateLanguage language) {
      String prefix = given.get(0);
      String name = given.get(1);
      String number = given.get(2).isEmpty() ? "" : "(" + given.get(2) + ")";
      List<String> words =
          switch (given.get(3)) {
            case "1" -> List.of(given.get(2));
            case "2" -> List.of(name);
            case "3" -> List.of(name, number);
            case "5" -> List.of(prefix, given.get(2));
            case "6" -> List.of(prefix, name);
            default -> List.of(prefix, name, number);
          };
      return joined(" ", words);
    }
  },
  /** {@code 1.5×10^6 km}. */
  VALUE {
    @Override
    String shown(TemplateArguments arguments, List<String> given, TemplateLanguage language) {
      String exponent = arguments.named("e");
      String unit = arguments.first(List.of("u", "ul"));
      String power = exponent.isEmpty() ? "" : "×10^" + exponent;
      return (language.number(arguments.at(1)) + power + " " + unit).strip();
    }
  },
  /** A word, and in parentheses how it is written and read in its own language. */
  GLOSS {
    @Override
    String shown(TemplateArguments arguments, List<String> given, TemplateLanguage language) {
      String inner = joined(", ", given.subList(1, given.size()));
      return inner.isEmpty() ? given.get(0) : (given.get(0) + " (" + inner + ")").strip();
    }
  },
  /** Those of the given arguments that are there, with semicolons between them. */
  LIST {
    @Override
    String shown(TemplateArguments arguments, List<String> given, TemplateLanguage language) {
      return joined("; ", given);
    }
  },
  /** All arguments without names, one after the other. */
  JOIN {
    @Override
    String shown(TemplateArguments arguments, List<String> given, TemplateLanguage language) {
      return arguments.joined();
    }
  },
  /** The last argument without a name. */
  LAST {
    @Override
    String shown(TemplateArguments arguments, List<String> given, TemplateLanguage language) {
      return arguments.last();
    }
  },
  /** A bar that parts what it stands in. */
  BAR {
    @Override
    String shown(TemplateArguments arguments, List<String> given, TemplateLanguage language) {
      return "|";
    }
  };

  /**
   * @param given the arguments at the places that the table names, empty where there is none
   */
  abstract String shown(TemplateArguments arguments, List<String> given, TemplateLanguage language);

  /** Returns how many arguments it has to be given; -1 for any number. */
  private int arity() {
    return switch (this) {
      case CONVERT, FRACTION, VALUE, JOIN, LAST, BAR -> 0;
      case NUMBER, MONTH, DAY, ORDINAL -> 1;
      case DATE, AS_OF -> 3;
      case SHIP -> 4;
      case GLOSS, LIST -> -1;
    };
  }

  /**
   * @param name in lower case
   * @param places how many arguments it is given
   * @throws IllegalArgumentException if there is none, or it takes another number of them
   */
  static TemplateRule named(String name, int places) {
    for (TemplateRule rule : values()) {
      if (Text.kebab(rule).equals(name)) {
        if (rule.arity() >= 0 && rule.arity() != places) {
          throw new IllegalArgumentException(
              "@" + name + " takes " + rule.arity() + " arguments, not " + places);
        }
        return rule;
      }
    }
    throw new IllegalArgumentException("no rule is called @" + name);
  }

  private static String joined(String between, List<String> words) {
    return words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(between));
  }
}
