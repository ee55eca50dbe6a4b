package org.rnnlm.train;

/** Training gave a loss that is no number. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DivergedException(int round, WorkerReport worker) {
    super(
        "training diverged: the loss is no finite number in round %d, worker %d, batch %d, shard %s; lower train.learning-rate or set train.clip-norm, and go on from the last checkpoint with --resume"
            .formatted(round, worker.worker(), worker.batches() + 1, worker.divergedIn()));
  }
}
