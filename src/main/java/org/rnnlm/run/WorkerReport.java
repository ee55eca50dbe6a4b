package org.rnnlm.run;

import java.io.Serializable;
import java.util.List;
import org.rnnlm.io.DataException;
import org.rnnlm.io.StoredFile;

/**
 * What a worker tells of its round beside its parameters.
 *
 * @param worker index
 * @param batches trained
 * @param steps of the optimizer: one a window of each batch
 * @param tokens read in them
 * @param predictions asked for in them: as many as tokens, or one a sequence (see {@link
 *     org.rnnlm.model.Head})
 * @param lossSum nats over those predictions, each batch's loss taken before its step
 * @param gradients of its steps, before clipping
 * @param time where it went
 * @param divergedIn the shard whose batch gave a loss or parameters that are no numbers, empty if
 *     none did; the worker stopped there
 * @param kept the file with the moments that the worker keeps for its next round; none where they
 *     are averaged
 */
public record WorkerReport(
    int worker,
    int batches,
    int steps,
    long tokens,
    long predictions,
    double lossSum,
    GradientNorms gradients,
    WorkerTime time,
    String divergedIn,
    List<StoredFile> kept)
    implements Serializable {
  public WorkerReport {
    kept = List.copyOf(kept);
    if (worker < 0 || batches < 0 || tokens < 0 || predictions < 0) {
      throw new DataException(
          "worker " + worker + " reports " + batches + " batches of " + tokens + " tokens");
    }
  }

  /** This report, of a worker whose parameters are no numbers at the end of its round. */
  public WorkerReport diverging(String shard) {
    return diverged()
        ? this
        : new WorkerReport(
            worker, batches, steps, tokens, predictions, lossSum, gradients, time, shard, kept);
  }

  /** This report, at the very end of the round. */
  public WorkerReport ending(WorkerTime whole, List<StoredFile> files) {
    return new WorkerReport(
        worker, batches, steps, tokens, predictions, lossSum, gradients, whole, divergedIn, files);
  }

  public boolean diverged() {
    return !divergedIn.isEmpty();
  }
}
