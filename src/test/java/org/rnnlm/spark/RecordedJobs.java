package org.rnnlm.spark;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;

/** What Spark was told that its jobs are, in the order in which they began. */
public final class RecordedJobs extends SparkListener {
  private final List<String> descriptions = new CopyOnWriteArrayList<>();
  private final List<String> groups = new CopyOnWriteArrayList<>();

  private RecordedJobs() {}

  /** Returns the jobs of some work. */
  public static RecordedJobs of(JavaSparkContext spark, Runnable work) {
    RecordedJobs jobs = new RecordedJobs();
    spark.sc().addSparkListener(jobs);
    try {
      work.run();
    } finally {
      wait(spark);
      spark.sc().removeSparkListener(jobs);
    }
    return jobs;
  }

  private static void wait(JavaSparkContext spark) {
    try {
      spark.sc().listenerBus().waitUntilEmpty();
    } catch (Exception e) {
      throw new IllegalStateException("Spark tells of its jobs no more", e);
    }
  }

  @Override
  public void onJobStart(SparkListenerJobStart job) {
    descriptions.add(String.valueOf(job.properties().getProperty("spark.job.description")));
    groups.add(String.valueOf(job.properties().getProperty("spark.jobGroup.id")));
  }

  /** Returns their descriptions, {@code null} as a text where there was none. */
  public List<String> descriptions() {
    return List.copyOf(descriptions);
  }

  /** Returns their groups, likewise. */
  public List<String> groups() {
    return List.copyOf(groups);
  }
}
