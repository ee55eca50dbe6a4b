package org.rnnlm.train;

import java.util.List;

/**
 * A round that is done.
 *
 * @param position after it
 * @param roundsInEpoch rounds that each epoch has
 * @param learningRate that the workers trained with
 * @param time where it went
 * @param workers what each worker did, in their order
 */
public record RoundReport(
    TrainingPosition position,
    int roundsInEpoch,
    double learningRate,
    RoundTime time,
    List<WorkerReport> workers) {
  public RoundReport {
    workers = List.copyOf(workers);
  }

  /** From broadcast to the next round's start. */
  public double seconds() {
    return time.total();
  }

  public long tokens() {
    return workers.stream().mapToLong(WorkerReport::tokens).sum();
  }

  /** Nats over all tokens of the round. */
  public double lossSum() {
    return workers.stream().mapToDouble(WorkerReport::lossSum).sum();
  }

  /** Nats per token. */
  public double loss() {
    return lossSum() / tokens();
  }
}
