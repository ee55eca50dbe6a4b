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
 * @param kept the file with what the worker keeps for its next round, such as its moments; none
 *     where it keeps nothing
 * @param sentBytes of its values on their way to where the mean is taken
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
    List<StoredFile> kept,
    long sentBytes)
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
            worker,
            batches,
            steps,
            tokens,
            predictions,
            lossSum,
            gradients,
            time,
            shard,
            kept,
            sentBytes);
  }

  /** This report, at the very end of the round. */
  public WorkerReport ending(WorkerTime whole, List<StoredFile> files, long sent) {
    return new WorkerReport(
        worker,
        batches,
        steps,
        tokens,
        predictions,
        lossSum,
        gradients,
        whole,
        divergedIn,
        files,
        sent);
  }

  /** Returns the bytes of what the worker keeps. */
  public long keptBytes() {
    return kept.stream().mapToLong(StoredFile::bytes).sum();
  }

  public boolean diverged() {
    return !divergedIn.isEmpty();
  }
}
