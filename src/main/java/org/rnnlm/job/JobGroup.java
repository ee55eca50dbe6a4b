package org.rnnlm.job;

import org.apache.spark.api.java.JavaSparkContext;

/**
 * How Spark's pages call the jobs of a thread. Where the thread has a group of its program's, such
 * as a notebook's cell, its jobs stay in that one, so that the program can cancel what it began,
 * and are described alone.
 */
public final class JobGroup {
  private static final String GROUP = "spark.jobGroup.id";
  private static final String DESCRIPTION = "spark.job.description";
  private static final String OURS = "org.rnnlm.job-group";

  private JobGroup() {}

  /** Calls the jobs that begin from now on. */
  public static void begin(JavaSparkContext spark, String group, String description) {
    if (isOfTheProgram(spark)) {
      spark.setLocalProperty(DESCRIPTION, description);
      return;
    }
    spark.setJobGroup(group, description);
    spark.setLocalProperty(OURS, group);
  }

  /** Ends that. */
  public static void end(JavaSparkContext spark) {
    if (isOfTheProgram(spark)) {
      spark.setLocalProperty(DESCRIPTION, null);
      return;
    }
    spark.clearJobGroup();
    spark.setLocalProperty(OURS, null);
  }

  private static boolean isOfTheProgram(JavaSparkContext spark) {
    String group = spark.getLocalProperty(GROUP);
    return group != null && !group.equals(spark.getLocalProperty(OURS));
  }
}
