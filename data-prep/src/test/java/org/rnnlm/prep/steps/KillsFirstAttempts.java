package org.rnnlm.prep.steps;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskKilled;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Kills every other task once, as a cluster does that takes an executor away. */
public final class KillsFirstAttempts extends SparkListener {
  private final SparkContext spark;
  private final Set<Long> killed = ConcurrentHashMap.newKeySet();

  public KillsFirstAttempts(SparkContext spark) {
    this.spark = spark;
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart start) {
    if (start.taskInfo().attemptNumber() == 0 && start.taskInfo().index() % 2 == 0) {
      spark.killTaskAttempt(start.taskInfo().taskId(), true, "by the test");
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() instanceof TaskKilled) {
      killed.add(end.taskInfo().taskId());
    }
  }

  /** Tasks that did not end by themselves. */
  public int killed() {
    return killed.size();
  }
}
