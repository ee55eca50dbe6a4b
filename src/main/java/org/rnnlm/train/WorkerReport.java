package org.rnnlm.train;

import java.io.Serializable;
import org.rnnlm.io.DataException;

/**
 * What a worker tells of its round beside its parameters.
 *
 * @param worker index
 * @param batches trained
 * @param steps of the optimizer: one a window of each batch
 * @param tokens predicted in them
 * @param lossSum nats over those tokens, each batch's loss taken before its step
 * @param seconds spent
 * @param divergedIn the shard whose batch gave a loss or parameters that are no numbers, empty if
 *     none did; the worker stopped there
 */
public record WorkerReport(
    int worker,
    int batches,
    int steps,
    long tokens,
    double lossSum,
    double seconds,
    String divergedIn)
    implements Serializable {
  public WorkerReport {
    if (worker < 0 || batches < 0 || tokens < 0) {
      throw new DataException(
          "worker " + worker + " reports " + batches + " batches of " + tokens + " tokens");
    }
  }

  /** This report, of a worker whose parameters are no numbers at the end of its round. */
  WorkerReport diverging(String shard) {
    return diverged()
        ? this
        : new WorkerReport(worker, batches, steps, tokens, lossSum, seconds, shard);
  }

  boolean diverged() {
    return !divergedIn.isEmpty();
  }
}
