package org.rnnlm.run;

import org.rnnlm.io.AddedLater;

/**
 * What is kept of a round: a line of {@code metrics.jsonl}.
 *
 * @param round counted from 1
 * @param epoch counted from 1
 * @param tokens trained since the run began
 * @param loss nats per prediction of this round, taken before its steps
 * @param perplexity its exponential
 * @param learningRate of this round; 0 where it is not known
 * @param validLoss nats per prediction on the validation split after this round, where it was
 *     scored within an epoch; 0 where it was not
 * @param gradients of all workers' steps; {@link GradientNorms#NONE} where they are not known
 * @param seconds of this round
 * @param time where they went; {@link RoundTime#NONE} where that is not known
 * @param tokensPerSecond of this round, all workers together
 * @param workers how far apart they were
 * @param failedTasks since the line before, as in {@link Faults}; likewise the next three
 * @param repeatedTasks in their place
 * @param speculativeTasks beside slow ones
 * @param lostExecutors that died or went away
 * @param sentBytes that all workers together sent for their mean; 0 where it is not known
 * @param keptBytes that they stored of what each keeps for itself, and read in the next round; 0
 *     too where they keep nothing
 */
public record RoundMetrics(
    int round,
    int epoch,
    long tokens,
    double loss,
    double perplexity,
    @AddedLater double learningRate,
    @AddedLater double validLoss,
    @AddedLater GradientNorms gradients,
    double seconds,
    @AddedLater RoundTime time,
    double tokensPerSecond,
    @AddedLater WorkerSpread workers,
    @AddedLater int failedTasks,
    @AddedLater int repeatedTasks,
    @AddedLater int speculativeTasks,
    @AddedLater int lostExecutors,
    @AddedLater long sentBytes,
    @AddedLater long keptBytes) {
  public RoundMetrics {
    gradients = gradients == null ? GradientNorms.NONE : gradients;
    time = time == null ? RoundTime.NONE : time;
    workers = workers == null ? WorkerSpread.UNKNOWN : workers;
  }

  /**
   * Makes the line of a round.
   *
   * @param state after the round, scored if it was
   * @param faults survived since the round before
   */
  public static RoundMetrics of(RoundReport report, TrainingState state, Faults faults) {
    TrainingPosition position = report.position();
    return new RoundMetrics(
        position.rounds(),
        position.epoch() + 1,
        position.tokens(),
        report.loss(),
        Math.exp(report.loss()),
        report.learningRate(),
        state.validLoss().orElse(0),
        report.gradients(),
        report.seconds(),
        report.time(),
        report.tokens() / report.seconds(),
        WorkerSpread.of(report.workers()),
        faults.failedTasks(),
        faults.repeatedTasks(),
        faults.speculativeTasks(),
        faults.lostExecutors(),
        report.workers().stream().mapToLong(WorkerReport::sentBytes).sum(),
        report.workers().stream().mapToLong(WorkerReport::keptBytes).sum());
  }

  /**
   * Returns the seconds that the workers were busy in this round, all together; where that is not
   * known, those of the round for each of them.
   *
   * @param count of the workers
   */
  public double coreSeconds(int count) {
    double each = (workers.leastSeconds() + workers.mostSeconds()) / 2;
    return count * (Double.isFinite(each) ? each : seconds);
  }

  public Faults faults() {
    return new Faults(failedTasks, repeatedTasks, speculativeTasks, lostExecutors);
  }
}
