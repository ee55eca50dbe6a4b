package org.rnnlm.prep.steps;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.rnnlm.text.Text;

/** Adds up the processor's time of all tasks that end while it is open. */
final class TaskTime extends SparkListener implements AutoCloseable {

  private final SparkContext spark;
  private final LongAdder nanos = new LongAdder();

  TaskTime(SparkContext spark) {
    this.spark = spark;
    spark.addSparkListener(this);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd task) {
    if (task.taskMetrics() != null) {
      nanos.add(
          task.taskMetrics().executorCpuTime() + task.taskMetrics().executorDeserializeCpuTime());
    }
  }

  /**
   * Returns one line for people, who will not miss a task whose end is not told yet: seconds of the
   * processor by part, and all other work of the tasks.
   */
  String byPart(Counters counters) {
    StringBuilder line = new StringBuilder("processor time by part:");
    double other = nanos.sum() / 1e9;
    for (Part part : Part.values()) {
      double seconds = counters.seconds(part);
      other -= seconds;
      line.append(Text.format(" %s %.1f s,", part.name().toLowerCase(Locale.ROOT), seconds));
    }
    return line.append(Text.format(" shuffles and all else %.1f s", Math.max(0, other))).toString();
  }

  @Override
  public void close() {
    spark.removeSparkListener(this);
  }
}
