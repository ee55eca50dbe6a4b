package org.rnnlm.jobs;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** What {@code conf/spark-defaults.conf} gives to every command. */
final class SparkDefaults {
  private static final Path FILE = Path.of("../conf/spark-defaults.conf");

  private SparkDefaults() {}

  static Map<String, String> startingWith(String prefix) throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(FILE)) {
      properties.load(in);
    }
    return properties.stringPropertyNames().stream()
        .filter(name -> name.startsWith(prefix))
        .collect(Collectors.toMap(name -> name, name -> properties.getProperty(name).strip()));
  }
}
