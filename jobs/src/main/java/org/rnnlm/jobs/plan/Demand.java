package org.rnnlm.jobs.plan;

import org.rnnlm.train.MemoryEstimate;
import org.rnnlm.train.RoundBytes;

/**
 * What a command asks of executors and driver, as far as it follows from model and data.
 *
 * @param parameters of the model; 0 for a command without one
 * @param workers tasks that run side by side at most; 0 for as many as there are cores
 * @param workerBytes native memory of one task
 * @param stateBytes what a worker is between rounds: parameters and the optimizer's state
 * @param heapBytes of one task: a shard in memory, file and tokens, and what kernels keep there
 * @param trainings at the same time
 * @param keptBytes what a process keeps at most, native memory and heap, while none of its workers
 *     trains and others score
 * @param round what travels in a round of training for each worker
 * @param collectedBytes what the driver holds in a round of all workers of a training together
 */
public record Demand(
    long parameters,
    int workers,
    long workerBytes,
    long stateBytes,
    long heapBytes,
    int trainings,
    long keptBytes,
    RoundBytes round,
    long collectedBytes) {

  /** A command that needs no native memory to speak of. */
  public static final Demand NONE = new Demand(0, 0, 0, 0, 0, 1, 0, RoundBytes.NONE, 0);

  /**
   * @param workers that train or score side by side; 0 for as many as there are cores
   * @param worker one of them
   * @param shardBytes the largest shard's file
   * @param shardTokens the largest shard's tokens
   */
  public static Demand of(int workers, MemoryEstimate worker, long shardBytes, long shardTokens) {
    return new Demand(
        worker.parameters(),
        workers,
        worker.bytes(),
        worker.replicaBytes(),
        shardBytes + shardTokens * Integer.BYTES + worker.heapBytes(),
        1,
        0,
        RoundBytes.NONE,
        0);
  }

  /** Returns this, of workers whose networks a process keeps up to so many bytes. */
  public Demand keeping(long most) {
    return new Demand(
        parameters,
        workers,
        workerBytes,
        stateBytes,
        heapBytes,
        trainings,
        most,
        round,
        collectedBytes);
  }

  /**
   * Returns this, of workers for each of which so much travels.
   *
   * @param most bytes that all of them may have together for the driver to take their mean
   */
  public Demand moving(RoundBytes each, long most) {
    return new Demand(
        parameters,
        workers,
        workerBytes,
        stateBytes,
        heapBytes,
        trainings,
        keptBytes,
        each,
        each.collected(workers, most));
  }

  /** Enough for this one and for another, one after the other. */
  public Demand orMore(Demand other) {
    return new Demand(
        Math.max(parameters, other.parameters),
        Math.max(workers, other.workers),
        Math.max(workerBytes, other.workerBytes),
        Math.max(stateBytes, other.stateBytes),
        Math.max(heapBytes, other.heapBytes),
        Math.max(trainings, other.trainings),
        Math.max(keptBytes, other.keptBytes),
        round.sent() < other.round.sent() ? other.round : round,
        Math.max(collectedBytes, other.collectedBytes));
  }

  /** Returns what several such trainings ask at the same time. */
  public Demand beside(int count) {
    return new Demand(
        parameters,
        count * workers,
        workerBytes,
        stateBytes,
        heapBytes,
        count * trainings,
        keptBytes,
        round,
        collectedBytes);
  }
}
