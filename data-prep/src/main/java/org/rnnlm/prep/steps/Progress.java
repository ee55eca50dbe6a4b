package org.rnnlm.prep.steps;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.ProgressLine;
import org.rnnlm.io.ProgressStyle;
import org.rnnlm.text.Text;

/**
 * Tells on stderr, while it is open, how far a job is: what its tasks have done, and how long the
 * present step will still take if it goes on as it did. Tasks report when they end.
 */
public final class Progress implements AutoCloseable {

  private static final int PLAIN_SECONDS = 10;

  private final JavaSparkContext spark;
  private final Supplier<String> done;
  private final ProgressLine shown;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Progress::thread);
  private int stage = -1;
  private long stageStart;

  /**
   * @param done says what the job is and how much of it is done
   */
  public Progress(JavaSparkContext spark, Supplier<String> done, ProgressStyle style) {
    this.spark = spark;
    this.done = done;
    this.shown = new ProgressLine(style);
    if (style != ProgressStyle.NONE) {
      int first = shown.rewrites() ? 1 : PLAIN_SECONDS;
      timer.scheduleAtFixedRate(this::show, first, 1, TimeUnit.SECONDS);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "progress");
    thread.setDaemon(true);
    return thread;
  }

  private void show() {
    SparkStageInfo running =
        Arrays.stream(spark.statusTracker().getActiveStageIds())
            .mapToObj(spark.statusTracker()::getStageInfo)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (running != null) {
      shown.show(() -> line(running));
    }
  }

  private String line(SparkStageInfo running) {
    if (running.stageId() != stage) {
      stage = running.stageId();
      stageStart = System.nanoTime();
    }
    Duration spent = Duration.ofNanos(System.nanoTime() - stageStart);
    return Text.format(
        "%s; task %d of %d of this step%s",
        done.get(),
        running.numCompletedTasks(),
        running.numTasks(),
        timeLeft(spent, running.numCompletedTasks(), running.numActiveTasks(), running.numTasks()));
  }

  /** Returns how much of a size is done, in the largest unit that the size has ten of. */
  public static String share(long done, long all) {
    String unit = all >= 10_000_000 ? "MB" : all >= 10_000 ? "kB" : "bytes";
    long size = all >= 10_000_000 ? 1_000_000 : all >= 10_000 ? 1_000 : 1;
    return Text.format("%,d of %,d %s", done / size, all / size, unit);
  }

  /**
   * Returns nothing while fewer tasks are done than run side by side: the first to end are a part
   * of what was worked in that time.
   */
  static String timeLeft(Duration spent, int done, int active, int all) {
    if (done == 0 || done < active) {
      return "";
    }
    long seconds = spent.toSeconds() * (all - done) / done;
    return Text.format(", %d:%02d:%02d left", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    shown.clear();
  }
}
