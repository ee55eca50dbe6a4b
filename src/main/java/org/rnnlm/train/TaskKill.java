package org.rnnlm.train;

import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/** Spark's wish that a task ends: another attempt was faster, or its job was cancelled. */
final class TaskKill {
  private TaskKill() {}

  /**
   * To be called between batches: otherwise a worker whose round nobody needs any more would keep
   * its core, and in the end write files that nobody deletes.
   *
   * @throws TaskKilledException if the task of this thread is to end; no failure to Spark
   */
  static void obey() {
    TaskContext task = TaskContext.get();
    if (task != null && task.isInterrupted()) {
      throw new TaskKilledException("between two batches");
    }
  }
}
