package org.rnnlm.jobs;

import java.util.Map;

/** Settings that Spark takes from the process's properties, for as long as they are open. */
public final class SparkProperties implements AutoCloseable {
  private final Map<String, String> properties;

  private SparkProperties(Map<String, String> properties) {
    this.properties = properties;
  }

  public static SparkProperties set(Map<String, String> properties) {
    properties.forEach(System::setProperty);
    return new SparkProperties(properties);
  }

  @Override
  public void close() {
    properties.keySet().forEach(System::clearProperty);
  }
}
