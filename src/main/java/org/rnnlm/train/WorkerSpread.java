package org.rnnlm.train;

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
record WorkerSpread(double leastLoss, double mostLoss, double leastSeconds, double mostSeconds) {
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
}
