package org.rnnlm.jobs.plan;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.spark.network.util.JavaUtils;
import org.rnnlm.io.DataException;

/**
 * Spark's settings as the user gave them, by key: a properties file, and over it the options for
 * spark-submit.
 */
public final class SparkSettings {
  private static final Map<String, String> KEYS =
      Map.of(
          "--master", "spark.master",
          "--deploy-mode", "spark.submit.deployMode",
          "--driver-memory", "spark.driver.memory",
          "--executor-memory", "spark.executor.memory",
          "--executor-cores", "spark.executor.cores",
          "--num-executors", "spark.executor.instances",
          "--total-executor-cores", "spark.cores.max");

  private final Map<String, String> values;

  private SparkSettings(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * @param file as spark-submit takes it by --properties-file
   * @param options words for spark-submit, in their order; those that are no settings do not count
   * @throws DataException if the file cannot be read
   */
  public static SparkSettings of(Optional<Path> file, List<String> options) {
    Map<String, String> values = new HashMap<>();
    file.ifPresent(path -> read(path).forEach((key, value) -> put(values, key, value)));
    for (int i = 0; i < options.size(); i++) {
      String[] option = options.get(i).split("=", 2);
      boolean takesNext = option.length == 1 && i + 1 < options.size();
      String value = takesNext ? options.get(i + 1) : option[option.length - 1];
      if (option[0].equals("--conf") || option[0].equals("-c")) {
        String[] setting = value.split("=", 2);
        put(values, setting[0], setting.length == 2 ? setting[1] : "");
      } else if (KEYS.containsKey(option[0])) {
        put(values, KEYS.get(option[0]), value);
      }
    }
    return new SparkSettings(values);
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new DataException(file + ": cannot be read as Spark's properties: " + e, e);
    }
    return properties;
  }

  private static void put(Map<String, String> values, Object key, Object value) {
    values.put(key.toString(), value.toString().strip());
  }

  /** Returns all of them. */
  public Map<String, String> values() {
    return values;
  }

  Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  boolean isSet(String key) {
    return values.containsKey(key);
  }

  /**
   * Returns an amount of memory in bytes; one without a unit is of mebibytes, as Spark takes it.
   *
   * @throws DataException if it is no size
   */
  Optional<Long> bytes(String key) {
    return value(key).map(text -> bytes(key, text));
  }

  private static long bytes(String key, String text) {
    try {
      return JavaUtils.byteStringAsMb(text) << 20;
    } catch (NumberFormatException e) {
      throw new DataException(key + " is " + text + ", it must be a size such as 2g or 1500m", e);
    }
  }

  /**
   * @throws DataException if it is no number
   */
  Optional<Double> share(String key) {
    return value(key).map(text -> share(key, text));
  }

  private static double share(String key, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new DataException(key + " is " + text + ", it must be a number", e);
    }
  }

  /**
   * @throws DataException if it is no whole number above 0
   */
  Optional<Integer> count(String key) {
    return value(key).map(text -> count(key, text));
  }

  private static int count(String key, String text) {
    try {
      int count = Integer.parseInt(text);
      if (count >= 1) {
        return count;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new DataException(key + " is " + text + ", it must be a whole number of at least 1");
  }
}
