package org.rnnlm.jobs.settings;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What kind of value a key takes; the value in the reference text decides it. */
enum SettingType {
  NUMBER("a number"),
  FLAG("true or false"),
  TEXT("a text"),
  NUMBERS("a list of numbers, such as [1, 2]"),
  TEXTS("a list of texts, such as [one, two]");

  private static final Pattern NUMERAL =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  /** Beyond this a double no longer holds every whole number. */
  private static final double LARGEST_EXACT = 1L << 53;

  private final String description;

  SettingType(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  /** Returns the type of a value in the reference text; an empty list there is a list of texts. */
  static SettingType of(ConfigValue reference) {
    return switch (reference.valueType()) {
      case NUMBER -> NUMBER;
      case BOOLEAN -> FLAG;
      case STRING -> TEXT;
      case LIST -> {
        ConfigList values = (ConfigList) reference;
        boolean ofNumbers =
            !values.isEmpty() && values.get(0).valueType() == ConfigValueType.NUMBER;
        yield ofNumbers ? NUMBERS : TEXTS;
      }
      case OBJECT, NULL ->
          throw new IllegalArgumentException(
              "the reference gives a key no typed default: " + reference.origin().description());
    };
  }

  /** Returns the value as {@link Setting} holds it, or empty when it is of another type. */
  Optional<?> accept(ConfigValue given) {
    return switch (this) {
      case NUMBER -> number(given);
      case FLAG -> flag(given);
      case TEXT -> text(given);
      case NUMBERS -> list(given, NUMBER);
      case TEXTS -> list(given, TEXT);
    };
  }

  /** Returns the value as it was given; a text is quoted, so that one sees where it ends. */
  String written(ConfigValue given) {
    return switch (this) {
      case NUMBER, FLAG -> text(given).orElseThrow();
      case TEXT -> ConfigUtil.quoteString(text(given).orElseThrow());
      case NUMBERS -> written((ConfigList) given, NUMBER);
      case TEXTS -> written((ConfigList) given, TEXT);
    };
  }

  private static String written(ConfigList given, SettingType elementType) {
    return given.stream().map(elementType::written).collect(Collectors.joining(", ", "[", "]"));
  }

  private static Optional<Number> number(ConfigValue given) {
    // A value from an environment variable is always a text.
    return text(given)
        .filter(text -> NUMERAL.matcher(text).matches())
        .map(SettingType::parseNumber)
        .filter(number -> Double.isFinite(number.doubleValue()));
  }

  private static Number parseNumber(String numeral) {
    try {
      return Long.valueOf(numeral);
    } catch (NumberFormatException notALong) {
      double number = Double.parseDouble(numeral);
      if (number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT) {
        return (long) number;
      }
      return number;
    }
  }

  private static Optional<Boolean> flag(ConfigValue given) {
    return text(given)
        .flatMap(
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "true", "yes", "on" -> Optional.of(true);
                  case "false", "no", "off" -> Optional.of(false);
                  default -> Optional.empty();
                });
  }

  private static Optional<String> text(ConfigValue given) {
    return switch (given.valueType()) {
      // Through a Config, since only that gives a number as it was written (1.10, not 1.1).
      case STRING, NUMBER, BOOLEAN -> Optional.of(given.atKey("value").getString("value"));
      case OBJECT, LIST, NULL -> Optional.empty();
    };
  }

  private static Optional<List<Object>> list(ConfigValue given, SettingType elementType) {
    if (!(given instanceof ConfigList values)) {
      return Optional.empty();
    }
    List<Object> accepted = new ArrayList<>();
    for (ConfigValue value : values) {
      Optional<?> element = elementType.accept(value);
      if (element.isEmpty()) {
        return Optional.empty();
      }
      accepted.add(element.get());
    }
    return Optional.of(List.copyOf(accepted));
  }
}
