package org.rnnlm.job;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What the jobs that this thread starts are called in Spark's pages and listeners, for as long as
 * it is open: {@code run play: epoch 2, round 17 (workers 0-7)}. One within another goes on where
 * the outer one ends. Where the thread has a job group already, that of an outer one or of the
 * program, such as a notebook's cell, jobs stay in it, so that whoever began it can cancel them.
 * Closing it brings back what was before.
 */
public final class JobDescription implements AutoCloseable {
  private static final String GROUP = "spark.jobGroup.id";
  private static final String DESCRIPTION = "spark.job.description";

  /** What is open, without the step that is being done. */
  private static final String OPEN = "rnnlm.job.description";

  private final JavaSparkContext spark;
  private final Map<String, String> before = new TreeMap<>();

  private JobDescription(JavaSparkContext spark) {
    this.spark = spark;
    for (String property : new String[] {GROUP, DESCRIPTION, OPEN}) {
      before.put(property, spark.getLocalProperty(property));
    }
  }

  /**
   * @param group that its jobs can be cancelled by, unless there is one already
   */
  public static JobDescription begin(JavaSparkContext spark, String group, String text) {
    JobDescription begun = new JobDescription(spark);
    if (begun.before.get(GROUP) == null) {
      spark.setLocalProperty(GROUP, group);
    }
    spark.setLocalProperty(OPEN, joined(begun.before.get(OPEN), text));
    spark.setLocalProperty(DESCRIPTION, spark.getLocalProperty(OPEN));
    return begun;
  }

  /** Has all jobs of some work called by a text. */
  public static <T> T during(JavaSparkContext spark, String group, String text, Supplier<T> work) {
    JobDescription begun = begin(spark, group, text);
    try {
      return work.get();
    } finally {
      begun.close();
    }
  }

  /** Says what is done next of what is open. */
  public static void step(JavaSparkContext spark, String text) {
    spark.setLocalProperty(DESCRIPTION, joined(spark.getLocalProperty(OPEN), text));
  }

  /** Returns a text that begins with what it is of, if that is known: {@code run a: b, c}. */
  private static String joined(String outer, String text) {
    if (outer == null) {
      return text;
    }
    return outer + (outer.contains(": ") ? ", " : ": ") + text;
  }

  /** Brings back what was before, at any rate nothing of this. */
  @Override
  public void close() {
    before.forEach(spark::setLocalProperty);
  }
}
