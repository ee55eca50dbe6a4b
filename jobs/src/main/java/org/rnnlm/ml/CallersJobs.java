package org.rnnlm.ml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/** How a program calls the jobs of its thread, which it finds again when this is closed. */
final class CallersJobs implements AutoCloseable {
  private static final List<String> PROPERTIES =
      List.of("spark.jobGroup.id", "spark.job.description", "spark.job.interruptOnCancel");

  private final JavaSparkContext spark;
  private final Map<String, String> before = new HashMap<>();

  private CallersJobs(JavaSparkContext spark) {
    this.spark = spark;
    PROPERTIES.forEach(name -> before.put(name, spark.getLocalProperty(name)));
  }

  static CallersJobs of(JavaSparkContext spark) {
    return new CallersJobs(spark);
  }

  /** Returns a name with the program's own for its jobs, if it has one. */
  String named(String name) {
    String group = before.get(PROPERTIES.get(0));
    return group == null ? name : name + " of " + group;
  }

  @Override
  public void close() {
    PROPERTIES.forEach(name -> spark.setLocalProperty(name, before.get(name)));
  }
}
