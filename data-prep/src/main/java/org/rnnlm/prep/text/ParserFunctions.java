package org.rnnlm.prep.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What MediaWiki's functions show, of arguments that the page itself gives. Where something was
 * left out of what decides, nothing is known, and the function leaves a gap.
 */
final class ParserFunctions {

  private static final int LONGEST_PADDING = 500;
  private static final String DEFAULT = "#default";

  private final MagicWords magicWords;
  private final Locale locale;
  private final Numbers numbers;

  /**
   * @param language whose letters, numbers and plurals count; empty if it is not known
   */
  ParserFunctions(String language, MagicWords magicWords) {
    this.magicWords = magicWords;
    this.locale = Locale.forLanguageTag(language);
    this.numbers = new Numbers(language);
  }

  /**
   * Returns an empty text where nothing is shown; nothing for a function that is not known and for
   * arguments that are not.
   *
   * @param function as MediaWiki calls it in English, in lower case
   * @param arguments without spaces around them; one at least
   */
  Optional<String> shown(String function, List<String> arguments) {
    String first = arguments.get(0);
    return switch (function) {
      case "#if" ->
          isKnown(first) || !isEmpty(first) ? branch(!isEmpty(first), arguments, 1) : none();
      case "#ifeq" ->
          isKnown(first) && isKnown(at(arguments, 1))
              ? branch(isEqual(first, at(arguments, 1)), arguments, 2)
              : none();
      case "#ifexpr" -> first.isEmpty() ? branch(false, arguments, 1) : byValue(arguments);
      case "#iferror" ->
          isKnown(first) && arguments.size() > 2 ? some(at(arguments, 2)) : some(first);
      case "#switch" -> isKnown(first) ? chosen(arguments) : none();
      case "#expr" -> Expression.value(first).stream().mapToObj(Numbers::plain).findFirst();
      case "lc" -> some(first.toLowerCase(locale));
      case "uc" -> some(first.toUpperCase(locale));
      case "lcfirst" -> some(withFirst(first, false));
      case "ucfirst" -> some(withFirst(first, true));
      case "padleft" -> padding(arguments).map(padding -> padding + first);
      case "padright" -> padding(arguments).map(padding -> first + padding);
      case "formatnum" -> some(at(arguments, 1).isEmpty() ? numbers.grouped(first) : first);
      case "plural" -> numbers.plural(first, arguments.subList(1, arguments.size()));
      default -> none();
    };
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static Optional<String> some(String text) {
    return Optional.of(text);
  }

  private static String at(List<String> arguments, int place) {
    return place < arguments.size() ? arguments.get(place) : "";
  }

  private static boolean isKnown(String argument) {
    return argument.indexOf(Line.GAP) < 0;
  }

  private static boolean isEmpty(String argument) {
    return argument.chars().allMatch(c -> c <= ' ' || c == Line.GAP);
  }

  /** Returns the argument at a place, or the next one. */
  private static Optional<String> branch(boolean holds, List<String> arguments, int place) {
    return some(at(arguments, holds ? place : place + 1));
  }

  private static Optional<String> byValue(List<String> arguments) {
    OptionalDouble value = Expression.value(arguments.get(0));
    return value.isPresent() ? branch(value.getAsDouble() != 0, arguments, 1) : none();
  }

  /** As numbers if both are, else as texts. */
  private static boolean isEqual(String one, String other) {
    OptionalDouble number = Numbers.parsed(one);
    OptionalDouble otherNumber = Numbers.parsed(other);
    return number.isPresent() && otherNumber.isPresent()
        ? number.getAsDouble() == otherNumber.getAsDouble()
        : one.equals(other);
  }

  /** Cases without a value share that of the next; the last one without is for all others. */
  private Optional<String> chosen(List<String> arguments) {
    String value = arguments.get(0);
    String byDefault = "";
    boolean found = false;
    boolean foundDefault = false;
    for (String argument : arguments.subList(1, arguments.size())) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals).strip();
      found |= isEqual(value, name);
      foundDefault |= isDefault(name);
      if (equals >= 0 && found) {
        return some(argument.substring(equals + 1).strip());
      }
      if (equals >= 0 && foundDefault) {
        byDefault = argument.substring(equals + 1).strip();
        foundDefault = false;
      }
    }
    String last = arguments.get(arguments.size() - 1);
    return some(arguments.size() > 1 && last.indexOf('=') < 0 ? last : byDefault);
  }

  private boolean isDefault(String name) {
    return name.startsWith("#") && magicWords.meaning(name).equals(Optional.of(DEFAULT));
  }

  private String withFirst(String text, boolean upper) {
    if (text.isEmpty()) {
      return text;
    }
    int end = text.offsetByCodePoints(0, 1);
    String first = text.substring(0, end);
    return (upper ? first.toUpperCase(locale) : first.toLowerCase(locale)) + text.substring(end);
  }

  private static Optional<String> padding(List<String> arguments) {
    String with = arguments.size() < 3 ? "0" : at(arguments, 2);
    OptionalDouble length = Numbers.parsed(at(arguments, 1));
    if (length.isEmpty() || with.isEmpty()) {
      return some("");
    }
    int missing = (int) Math.min(length.getAsDouble(), LONGEST_PADDING) - arguments.get(0).length();
    return Optional.of(
        missing <= 0 ? "" : with.repeat(missing / with.length() + 1).substring(0, missing));
  }
}
