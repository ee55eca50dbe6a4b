package org.rnnlm.jobs;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.Folder;
import org.rnnlm.train.ClaimLostException;
import org.rnnlm.train.Sitting;
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
  }

  /**
   * Trains under a watch.
   *
   * @param waitSeconds how long there may be no executor; 0 for ever
   * @param from the checkpoint that it goes on from, if any
   * @param beginning makes the sitting; what it refuses is thrown as it is
   * @param command what goes on with a run that could not
   * @throws InterruptedRun if the run has begun and cannot go on
   */
  static Sitting.End train(
      JavaSparkContext spark,
      int waitSeconds,
      Optional<Folder> from,
      Supplier<Sitting> beginning,
      String command) {
    AtomicReference<Sitting> begun = new AtomicReference<>();
    Supplier<Optional<Folder>> lastCheckpoint =
        () -> Optional.ofNullable(begun.get()).map(Sitting::lastCheckpoint).orElse(from);
    try (ExecutorWatch watch = start(spark, waitSeconds);
        Interruption interruption = new Interruption(lastCheckpoint, command)) {
      try {
        begun.set(beginning.get());
        return begun.get().train();
      } catch (Exception | FSError | OutOfMemoryError e) { // Spark throws checked ones, too
        interruption.waitIfBegun();
        if (e instanceof ClaimLostException lost) {
          throw lost; // another driver goes on with the run
        }
        Throwable failure = watch.ended ? new NoExecutorsException(waitSeconds, e) : e;
        if (begun.get() == null && failure instanceof RuntimeException refusal) {
          throw refusal;
        }
        throw new InterruptedRun(lastCheckpoint.get(), command, failure);
      }
    }
  }

  private static ExecutorWatch start(JavaSparkContext spark, int waitSeconds) {
    ExecutorWatch watch = new ExecutorWatch(spark, waitSeconds);
    if (!spark.isLocal()) {
      watch.timer.scheduleAtFixedRate(watch::look, 1, 1, TimeUnit.SECONDS);
    }
    return watch;
  }

  private void look() {
    seconds = executors() > 0 ? 0 : seconds + 1;
    if (waitSeconds > 0 && seconds >= waitSeconds) {
      ended = true;
      spark.sc().cancelAllJobs(); // every second again: the next job may not have begun yet
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
