package org.rnnlm.jobs.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.rnnlm.text.Text;

/**
 * Resolved settings: every key of the reference with its value. {@link SettingsLayers} makes them.
 *
 * <p>The readers check what they hand out and throw a {@link SettingsException} with the key, the
 * value given, where it was given and what is allowed. Ranges include both ends; {@code
 * Math.nextUp(0.0)} as the lower end reads "more than 0", and the largest int, long or double as
 * the upper end sets no limit. A key that the reference does not have is a mistake of the caller:
 * {@link IllegalArgumentException}.
 */
public final class Settings {
  private static final String AUTO = "auto";

  private final SortedMap<String, Setting> settings;
  private final BiConsumer<String, Function<Setting, ?>> readers;

  Settings(SortedMap<String, Setting> settings) {
    this(settings, (key, reader) -> {});
  }

  /**
   * @param readers is told by which function each setting is read: the setting's type and range
   */
  Settings(SortedMap<String, Setting> settings, BiConsumer<String, Function<Setting, ?>> readers) {
    this.settings = new TreeMap<>(settings);
    this.readers = readers;
  }

  /** Returns a whole number; {@code 1e6} and {@code 10.0} are ones too. */
  public int integer(String key, int min, int max) {
    return read(
        key, setting -> (int) whole(setting, setting.value(), min, max, integers(min, max)));
  }

  /** Whole numbers, in the order given; the list may be empty. */
  public List<Integer> integers(String key, int min, int max) {
    String allowed = "a list, each " + integers(min, max);
    return read(
        key,
        setting ->
            values(setting).stream()
                .map(value -> (int) whole(setting, value, min, max, allowed))
                .toList());
  }

  /** Returns a whole number of 64 bits. */
  public long longInteger(String key, long min, long max) {
    String allowed = "a whole number" + NumberRange.describe(min, max);
    return read(key, setting -> whole(setting, setting.value(), min, max, allowed));
  }

  /** Returns a number with or without a fraction, never infinite or NaN. */
  public double decimal(String key, double min, double max) {
    String allowed = "a number" + NumberRange.describe(min, max);
    return read(key, setting -> number(setting, setting.value(), min, max, allowed));
  }

  /** Numbers, in the order given; the list may be empty. */
  public List<Double> decimals(String key, double min, double max) {
    String allowed = "a list, each a number" + NumberRange.describe(min, max);
    return read(
        key,
        setting ->
            values(setting).stream()
                .map(value -> number(setting, value, min, max, allowed))
                .toList());
  }

  /**
   * Returns a number, or nothing for {@code auto}.
   *
   * @param range that is allowed, in words
   */
  public OptionalDouble autoOrDecimal(String key, DoublePredicate allowed, String range) {
    String given = read(key, setting -> auto(setting, allowed, range));
    return given.equals(AUTO)
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(given));
  }

  /** True or false; yes, no, on and off are understood as well. */
  public boolean flag(String key) {
    return read(
        key,
        setting -> {
          if (setting.value() instanceof Boolean flag) {
            return flag;
          }
          throw setting.mustBe(SettingType.FLAG.description());
        });
  }

  /** Returns a text, which may be empty. */
  public String text(String key) {
    return read(key, setting -> setting.value().toString());
  }

  /** Returns a text, or nothing when it is empty. */
  public Optional<String> optionalText(String key) {
    return Optional.of(text(key)).filter(text -> !text.isEmpty());
  }

  /** Texts, in the order given; the list may be empty. */
  public List<String> texts(String key) {
    return read(key, setting -> values(setting).stream().map(Object::toString).toList());
  }

  /**
   * Returns one of an enum's constants, written in lower case with hyphens: {@code HALVE_ON_RISE}
   * is halve-on-rise.
   */
  public <E extends Enum<E>> E choice(String key, Class<E> choices) {
    return read(
        key,
        setting ->
            Arrays.stream(choices.getEnumConstants())
                .filter(choice -> Text.kebab(choice).equals(setting.value()))
                .findFirst()
                .orElseThrow(() -> setting.mustBe("one of " + kebabs(choices))));
  }

  /** Returns one of some texts. */
  public String choice(String key, List<String> choices) {
    return read(
        key,
        setting ->
            choices.stream()
                .filter(choice -> choice.equals(setting.value()))
                .findFirst()
                .orElseThrow(() -> setting.mustBe("one of " + String.join(", ", choices))));
  }

  /** Returns whether a setting was given, and is not just what it is where nothing is said. */
  public boolean isGiven(String key) {
    return setting(key).isGiven();
  }

  /** Returns a setting that does not go together with others, or with this machine. */
  public SettingsException refused(String key, String reason) {
    return setting(key).refused(reason);
  }

  /**
   * Returns what settings make that are right each, but perhaps not together: an {@link
   * IllegalArgumentException} becomes a refusal of the key to change.
   */
  public <T> T together(String key, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw refused(key, e.getMessage());
    }
  }

  /**
   * Returns all settings as HOCON, a {@code key = value} a line, sorted by key: equal settings give
   * equal texts, and a text laid over the reference gives the same settings again.
   */
  public String render() {
    return settings.values().stream()
        .map(setting -> setting.key() + " = " + setting.rendered() + "\n")
        .collect(Collectors.joining());
  }

  /** Returns every key with its value as {@link #render()} writes it. */
  public SortedMap<String, String> rendered() {
    SortedMap<String, String> rendered = new TreeMap<>();
    settings.values().forEach(setting -> rendered.put(setting.key(), setting.rendered()));
    return rendered;
  }

  /**
   * Returns all settings of a group, such as prepare: whole key to value as plain text, sorted by
   * key.
   */
  public SortedMap<String, String> group(String name) {
    SortedMap<String, String> group = new TreeMap<>();
    settings
        .subMap(name + ".", name + "/")
        .forEach((key, setting) -> group.put(key, setting.value().toString()));
    return group;
  }

  /**
   * Returns the keys, of those asked for, whose value is not what it was in earlier settings;
   * sorted.
   */
  public List<SettingsDifference> differencesFrom(Settings earlier, Predicate<String> keys) {
    return settings.values().stream()
        .filter(now -> keys.test(now.key()))
        .filter(now -> !now.value().equals(earlier.setting(now.key()).value()))
        .map(
            now ->
                new SettingsDifference(
                    now.key(), earlier.setting(now.key()).written(), now.written(), now.origin()))
        .toList();
  }

  /**
   * Returns the settings that were given, by key: a Long, Double, Boolean or String, or a list of
   * these.
   */
  public SortedMap<String, Object> given() {
    SortedMap<String, Object> given = new TreeMap<>();
    settings.values().stream()
        .filter(Setting::isGiven)
        .forEach(setting -> given.put(setting.key(), setting.value()));
    return given;
  }

  private <T> T read(String key, Function<Setting, T> reader) {
    Setting setting = setting(key);
    readers.accept(key, reader);
    return reader.apply(setting);
  }

  private Setting setting(String key) {
    Setting setting = settings.get(key);
    if (setting == null) {
      throw new IllegalArgumentException("the reference has no setting " + key);
    }
    return setting;
  }

  private static long whole(Setting setting, Object value, long min, long max, String allowed) {
    if (value instanceof Long number && number >= min && number <= max) {
      return number;
    }
    throw setting.mustBe(allowed);
  }

  private static double number(
      Setting setting, Object value, double min, double max, String allowed) {
    if (value instanceof Number number
        && number.doubleValue() >= min
        && number.doubleValue() <= max) {
      return number.doubleValue();
    }
    throw setting.mustBe(allowed);
  }

  private static String auto(Setting setting, DoublePredicate allowed, String range) {
    String given = setting.value().toString();
    try {
      if (given.equals(AUTO) || allowed.test(finite(given))) {
        return given;
      }
    } catch (NumberFormatException notANumber) {
      // refused below
    }
    throw setting.refused("is '" + given + "', it must be auto or a number " + range);
  }

  private static double finite(String number) {
    double parsed = Double.parseDouble(number);
    if (Double.isFinite(parsed)) {
      return parsed;
    }
    throw new NumberFormatException(number);
  }

  private static List<?> values(Setting setting) {
    if (setting.value() instanceof List<?> values) {
      return values;
    }
    throw setting.mustBe("a list");
  }

  private static String integers(int min, int max) {
    return "a whole number" + NumberRange.describe(min, max);
  }

  private static String kebabs(Class<? extends Enum<?>> choices) {
    return Arrays.stream(choices.getEnumConstants())
        .map(Text::kebab)
        .collect(Collectors.joining(", "));
  }
}
