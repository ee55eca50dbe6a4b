package org.rnnlm.run;

import org.rnnlm.text.Text;

/**
 * What went wrong on the cluster and was made good, counted. None of it changes what is trained.
 *
 * @param failedTasks attempts of tasks that failed, or whose results were lost with their executor
 * @param repeatedTasks attempts that were started in their place
 * @param speculativeTasks attempts started beside slow ones
 * @param lostExecutors executors that died or could not be reached any more
 */
public record Faults(int failedTasks, int repeatedTasks, int speculativeTasks, int lostExecutors) {
  public static final Faults NONE = new Faults(0, 0, 0, 0);

  public boolean none() {
    return equals(NONE);
  }

  /** Returns the faults of both together. */
  public Faults plus(Faults other) {
    return new Faults(
        failedTasks + other.failedTasks,
        repeatedTasks + other.repeatedTasks,
        speculativeTasks + other.speculativeTasks,
        lostExecutors + other.lostExecutors);
  }

  /** Returns the faults that came after earlier ones. */
  public Faults minus(Faults earlier) {
    return new Faults(
        failedTasks - earlier.failedTasks,
        repeatedTasks - earlier.repeatedTasks,
        speculativeTasks - earlier.speculativeTasks,
        lostExecutors - earlier.lostExecutors);
  }

  /**
   * Returns a text for people, such as {@code 2 executors lost, 3 tasks failed, 3 repeated, 1
   * speculative}.
   */
  public String summary() {
    return Text.format(
        "%d executor%s lost, %d task%s failed, %d repeated, %d speculative",
        lostExecutors,
        lostExecutors == 1 ? "" : "s",
        failedTasks,
        failedTasks == 1 ? "" : "s",
        repeatedTasks,
        speculativeTasks);
  }
}
