package org.rnnlm.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Numbers between two ends, both included, all as likely, or on a logarithmic scale all magnitudes.
 * They are whole where both ends are written so, {@code 16} and not {@code 16.0}; others have four
 * digits.
 *
 * @param key of the setting, for errors
 * @param given the range as it was given
 * @param from its lower end
 * @param to its upper end
 * @param logarithmic whether magnitudes are spread evenly
 * @param whole whether its numbers are
 * @param steps how many a grid has
 */
record Range(
    String key,
    ConfigObject given,
    double from,
    double to,
    boolean logarithmic,
    boolean whole,
    Optional<Integer> steps)
    implements Dimension {
  private static final Set<String> PARTS = Set.of("from", "to", "scale", "steps");
  private static final MathContext DIGITS = new MathContext(4);

  static boolean looksLike(ConfigValue value) {
    return value instanceof ConfigObject object
        && (object.containsKey("from") || object.containsKey("to"));
  }

  static Range of(String key, ConfigObject given) {
    for (String part : given.keySet()) {
      if (!PARTS.contains(part)) {
        throw Dimension.refused(
            key, given, part + " is no part of a range; its parts are from, to, scale and steps");
      }
    }
    Config range = given.toConfig();
    for (String end : List.of("from", "to")) {
      if (!range.hasPath(end)) {
        throw Dimension.refused(key, given, "is a range without " + end);
      }
    }
    String scale = range.hasPath("scale") ? range.getString("scale") : "linear";
    if (!Set.of("linear", "log").contains(scale)) {
      throw Dimension.refused(key, given, "scale is " + scale + ", it must be linear or log");
    }
    Optional<Integer> steps =
        range.hasPath("steps") ? Optional.of(range.getInt("steps")) : Optional.empty();
    boolean whole = List.of("from", "to").stream().allMatch(end -> isWhole(range, end));
    Range made =
        new Range(
            key,
            given,
            range.getDouble("from"),
            range.getDouble("to"),
            scale.equals("log"),
            whole,
            steps);
    made.check();
    return made;
  }

  private static boolean isWhole(Config range, String end) {
    return range.getString(end).matches("[-+]?\\d+");
  }

  private void check() {
    if (!(from < to)) {
      throw Dimension.refused(key, given, "is empty: from must be less than to");
    }
    if (logarithmic && !(from > 0)) {
      throw Dimension.refused(key, given, "scale is log, so that from must be more than 0");
    }
    if (steps.orElse(2) < 2) {
      throw Dimension.refused(key, given, "steps must be at least 2");
    }
  }

  @Override
  public ConfigValue drawn(SplittableRandom random) {
    double share = random.nextDouble();
    if (!whole) {
      return value(at(share, from, to));
    }
    double beyond = to + 1; // each whole number has the stretch up to the next
    return value(Math.min(to, Math.floor(at(share, from, beyond))));
  }

  @Override
  public List<ConfigValue> grid() {
    int count =
        steps.orElseThrow(
            () ->
                Dimension.refused(
                    key, given, "a grid needs steps, such as steps = 4, or draw --trials N"));
    return IntStream.range(0, count)
        .mapToDouble(step -> at(step / (count - 1.0), from, to))
        .mapToObj(number -> value(whole ? Math.rint(number) : number))
        .distinct()
        .toList();
  }

  /** Returns the number at a share of the way; by the same digits on every machine. */
  private double at(double share, double low, double high) {
    if (logarithmic) {
      double start = StrictMath.log(low);
      return StrictMath.exp(start + share * (StrictMath.log(high) - start));
    }
    return low + share * (high - low);
  }

  private ConfigValue value(double number) {
    Object rounded =
        whole
            ? (Object) (long) number
            : (Object)
                Math.max(from, Math.min(to, new BigDecimal(number).round(DIGITS).doubleValue()));
    return ConfigValueFactory.fromAnyRef(rounded).withOrigin(given.origin());
  }
}
