package org.rnnlm.run;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How far apart the workers of a round were. Those that had nothing to train are left out.
 *
 * @param leastLoss nats per prediction, of the worker with the lowest
 * @param mostLoss of that with the highest
 * @param leastSeconds of the worker that was done first, on its own clock
 * @param mostSeconds of the one that took longest
 */
public record WorkerSpread(
    double leastLoss, double mostLoss, double leastSeconds, double mostSeconds) {
  /** That of a round whose workers are not known: no number in it is one. */
  public static final WorkerSpread UNKNOWN =
      new WorkerSpread(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  static WorkerSpread of(List<WorkerReport> workers) {
    List<WorkerReport> busy = workers.stream().filter(worker -> worker.predictions() > 0).toList();
    ToDoubleFunction<WorkerReport> loss = worker -> worker.lossSum() / worker.predictions();
    ToDoubleFunction<WorkerReport> seconds = worker -> worker.time().total();
    return new WorkerSpread(
        busy.stream().mapToDouble(loss).min().orElse(0),
        busy.stream().mapToDouble(loss).max().orElse(0),
        busy.stream().mapToDouble(seconds).min().orElse(0),
        busy.stream().mapToDouble(seconds).max().orElse(0));
  }

  /** Returns the outermost workers of both; unknown where one of them is. */
  public WorkerSpread and(WorkerSpread other) {
    return new WorkerSpread(
        Math.min(leastLoss, other.leastLoss),
        Math.max(mostLoss, other.mostLoss),
        Math.min(leastSeconds, other.leastSeconds),
        Math.max(mostSeconds, other.mostSeconds));
  }
}
