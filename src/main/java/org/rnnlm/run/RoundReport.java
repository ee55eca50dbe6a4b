package org.rnnlm.run;

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

  /** Returns the seconds from broadcast to the next round's start. */
  public double seconds() {
    return time.total();
  }

  public long tokens() {
    return workers.stream().mapToLong(WorkerReport::tokens).sum();
  }

  public long predictions() {
    return workers.stream().mapToLong(WorkerReport::predictions).sum();
  }

  /** Returns the norms of the gradients of all workers' steps. */
  public GradientNorms gradients() {
    return workers.stream()
        .map(WorkerReport::gradients)
        .reduce(GradientNorms.NONE, GradientNorms::and);
  }

  /** Nats over all predictions of the round. */
  public double lossSum() {
    return workers.stream().mapToDouble(WorkerReport::lossSum).sum();
  }

  /** Nats per prediction. */
  public double loss() {
    return lossSum() / predictions();
  }
}
