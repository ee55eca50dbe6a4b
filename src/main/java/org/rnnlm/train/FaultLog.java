package org.rnnlm.train;

import org.apache.spark.Success$;
import org.apache.spark.TaskKilled;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.rnnlm.run.Faults;

/**
 * Counts on the driver what Spark tells of tasks and executors. Spark tells it in a thread of its
 * own, so the last milliseconds' faults may be missing from what is asked for.
 */
final class FaultLog extends SparkListener {
  /** How Spark's reason begins where an executor was not lost but given back. */
  private static final String GIVEN_BACK = "Executor killed by driver";

  private int failedTasks;
  private int repeatedTasks;
  private int speculativeTasks;
  private int lostExecutors;
  private Faults told = Faults.NONE;

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart start) {
    if (start.taskInfo().speculative()) {
      speculativeTasks++;
    } else if (start.taskInfo().attemptNumber() > 0 || start.stageAttemptId() > 0) {
      repeatedTasks++;
    }
  }

  /** An attempt that was killed because another was faster has not failed. */
  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    boolean failed = !(end.reason() instanceof Success$) && !(end.reason() instanceof TaskKilled);
    if (failed) {
      failedTasks++;
    }
  }

  @Override
  public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    if (!removed.reason().startsWith(GIVEN_BACK)) {
      lostExecutors++;
    }
  }

  /** Since the log was made. */
  synchronized Faults total() {
    return new Faults(failedTasks, repeatedTasks, speculativeTasks, lostExecutors);
  }

  /** Since this was last asked. */
  synchronized Faults next() {
    Faults total = total();
    Faults since = total.minus(told);
    told = total;
    return since;
  }
}
