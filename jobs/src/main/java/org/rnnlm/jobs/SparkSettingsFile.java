package org.rnnlm.jobs;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.rnnlm.io.DataException;

/**
 * Spark's settings file, which submit/rnnlm names where it starts Java itself. Elsewhere
 * spark-submit reads it.
 */
final class SparkSettingsFile {
  private static final String NAMED_BY = "rnnlm.spark-defaults";
  private static final String OF_SPARK = "spark.";

  private SparkSettingsFile() {}

  /** Gives this process the file's settings of Spark, but for those that it has already. */
  static void load() {
    Optional.ofNullable(System.getProperty(NAMED_BY))
        .map(Path::of)
        .ifPresent(file -> load(file, System.getProperties()));
  }

  static void load(Path file, Properties properties) {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      read.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new DataException(file + " cannot be read as Spark's settings: " + e.getMessage(), e);
    }
    for (String key : read.stringPropertyNames()) {
      if (key.startsWith(OF_SPARK)) {
        properties.putIfAbsent(key, read.getProperty(key).trim());
      }
    }
  }
}
