package org.rnnlm.train;

import java.util.BitSet;
import java.util.Properties;
import org.apache.spark.Success$;
import org.apache.spark.TaskKilled;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.rnnlm.run.Faults;

/**
 * Counts on the driver what Spark tells of a run's tasks and of executors. Tasks of other job
 * groups, such as runs beside this one, do not count. Spark tells it in a thread of its own, so the
 * last milliseconds' faults may be missing from what is asked for.
 */
final class FaultLog extends SparkListener {
  /** How Spark's reason begins where an executor was not lost but given back. */
  private static final String GIVEN_BACK = "Executor killed by driver";

  private static final String GROUP = "spark.jobGroup.id";

  private final String group;
  private final BitSet stagesOfOthers = new BitSet();
  private int failedTasks;
  private int repeatedTasks;
  private int speculativeTasks;
  private int lostExecutors;
  private Faults told = Faults.NONE;

  /**
   * @param group of the run's jobs; those without one count, too
   */
  FaultLog(String group) {
    this.group = group;
  }

  /** Returns one for the jobs that this thread's run starts. */
  static FaultLog of(JavaSparkContext spark) {
    String outer = spark.getLocalProperty(GROUP);
    return new FaultLog(outer == null ? TrainingRun.JOBS : outer);
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    Properties properties = submitted.properties();
    String other = properties == null ? group : properties.getProperty(GROUP, group);
    stagesOfOthers.set(submitted.stageInfo().stageId(), !other.equals(group));
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart start) {
    if (stagesOfOthers.get(start.stageId())) {
      return;
    }
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
    if (failed && !stagesOfOthers.get(end.stageId())) {
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
