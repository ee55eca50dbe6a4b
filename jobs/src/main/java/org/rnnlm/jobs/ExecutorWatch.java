package org.rnnlm.jobs;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the jobs of a cluster that has had no executor for too long, which Spark itself would wait
 * for without end. Says so from the first minute on. Close it before the context.
 */
final class ExecutorWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutorWatch.class);
  private static final int LOG_SECONDS = 60;

  private final JavaSparkContext spark;
  private final int waitSeconds;
  private final String group; // null for none
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "executor-watch");
            thread.setDaemon(true);
            return thread;
          });
  private int seconds;
  private volatile boolean ended;

  private ExecutorWatch(JavaSparkContext spark, int waitSeconds) {
    this.spark = spark;
    this.waitSeconds = waitSeconds;
    this.group = spark.getLocalProperty("spark.jobGroup.id");
  }

  /**
   * Watches over the jobs of this thread's group, or over all where it has none.
   *
   * @param waitSeconds how long there may be no executor; 0 for ever
   */
  static ExecutorWatch start(JavaSparkContext spark, int waitSeconds) {
    ExecutorWatch watch = new ExecutorWatch(spark, waitSeconds);
    if (!spark.isLocal()) {
      watch.timer.scheduleAtFixedRate(watch::look, 1, 1, TimeUnit.SECONDS);
    }
    return watch;
  }

  /** Returns whether it ended the jobs. */
  boolean hasEnded() {
    return ended;
  }

  private void cancel() {
    if (group == null) {
      spark.sc().cancelAllJobs();
    } else {
      spark.sc().cancelJobGroup(group);
    }
  }

  private void look() {
    seconds = executors() > 0 ? 0 : seconds + 1;
    if (waitSeconds > 0 && seconds >= waitSeconds) {
      ended = true;
      cancel(); // every second again: the next job may not have begun yet
    } else if (seconds > 0 && seconds % LOG_SECONDS == 0) {
      LOG.warn("no executor for {} seconds; waiting for one", seconds);
    }
  }

  /** Returns those that Spark has; the driver keeps blocks too, and is one more. */
  private int executors() {
    return spark.sc().getExecutorMemoryStatus().size() - 1;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
