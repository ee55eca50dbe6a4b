package org.rnnlm.train;

import org.rnnlm.run.WorkerReport;
import org.rnnlm.text.Text;

/** Training gave a loss or parameters that are no numbers. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private DivergedException(String where) {
    super(
        "training diverged: loss or parameters are no finite numbers "
            + where
            + "; go on from the last checkpoint with --resume and a lower train.learning-rate or"
            + " train.clip-norm");
  }

  /**
   * @param round counted from 1 since the run began
   */
  static DivergedException in(int round, WorkerReport worker) {
    return new DivergedException(
        Text.format(
            "in round %d, worker %d, after %d batches, shard %s",
            round, worker.worker(), worker.batches(), worker.divergedIn()));
  }

  /**
   * @param round counted from 1 since the run began
   */
  static DivergedException before(int round) {
    return new DivergedException("on the validation split after round " + round);
  }

  /**
   * @param epoch counted from 1
   */
  static DivergedException after(int epoch) {
    return new DivergedException("after epoch " + epoch);
  }
}
