package org.rnnlm.train;

import java.io.Serializable;
import org.rnnlm.train.outer.RoundDeltas;

/**
 * What a round starts from: broadcast to all workers.
 *
 * @param epoch counted from 0
 * @param round of the epoch, counted from 0
 * @param learningRate of all its batches
 * @param state parameters, and the updater's state if workers do not keep their own
 * @param kept where workers that do find it
 * @param deltas as which they send how far they went
 * @param rows of an embedding that wait; workers send those alone that they trained
 */
record RoundStart(
    int epoch,
    int round,
    double learningRate,
    ReplicaState state,
    RoundKept kept,
    RoundDeltas deltas,
    WaitingRows rows)
    implements Serializable {

  private static final ReplicaState NO_VALUES = new ReplicaState(new float[0], 0, 0);

  /** Returns all of it but the values. */
  RoundStart withoutValues() {
    return from(NO_VALUES, WaitingRows.NONE);
  }

  /** Returns this start of other values. */
  RoundStart from(ReplicaState values, WaitingRows waiting) {
    return new RoundStart(epoch, round, learningRate, values, kept, deltas, waiting);
  }

  /** Makes one without rows that wait. */
  RoundStart(
      int epoch,
      int round,
      double learningRate,
      ReplicaState state,
      RoundKept kept,
      RoundDeltas deltas) {
    this(epoch, round, learningRate, state, kept, deltas, WaitingRows.NONE);
  }
}
