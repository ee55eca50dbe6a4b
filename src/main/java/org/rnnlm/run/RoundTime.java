package org.rnnlm.run;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.rnnlm.io.AddedLater;

/**
 * Where a round went, in seconds as a clock on the wall shows them: workers' times are shared out
 * among as many as run side by side.
 *
 * @param broadcast the round's start handed to Spark
 * @param start workers taking it up and making their networks
 * @param read sequences read from shards
 * @param train training on them
 * @param waiting for the slowest worker, once the others are done; counted where all workers run
 *     side by side, and part of the rest where they do not
 * @param driver waiting, once all workers are done, for what the driver does beside them: a
 *     checkpoint of the round before, a page of the report
 * @param aggregate all the rest: tasks sent out, results shuffled, averaged and fetched, the outer
 *     step
 */
public record RoundTime(
    double broadcast,
    double start,
    double read,
    double train,
    @AddedLater double waiting,
    @AddedLater double driver,
    double aggregate) {
  /**
   * Shares out the time of a round.
   *
   * @param total of the round
   * @param broadcast of it
   * @param driver of it
   * @param atOnce workers that run side by side
   */
  public static RoundTime of(
      double total, double broadcast, double driver, List<WorkerReport> workers, int atOnce) {
    int lanes = Math.min(atOnce, workers.size());
    double start = share(workers, WorkerTime::start, lanes);
    double read = share(workers, WorkerTime::read, lanes);
    double train = share(workers, WorkerTime::train, lanes);
    double waiting = workers.size() <= atOnce ? waiting(workers) : 0;
    double rest = total - broadcast - start - read - train - waiting - driver;
    return new RoundTime(broadcast, start, read, train, waiting, driver, Math.max(0, rest));
  }

  private static double waiting(List<WorkerReport> workers) {
    double slowest = workers.stream().mapToDouble(worker -> worker.time().total()).max().orElse(0);
    return slowest - share(workers, WorkerTime::total, workers.size());
  }

  private static double share(
      List<WorkerReport> workers, ToDoubleFunction<WorkerTime> part, int lanes) {
    return workers.stream().map(WorkerReport::time).mapToDouble(part).sum() / lanes;
  }

  /** No time at all; also that of a round whose parts are not known. */
  public static final RoundTime NONE = new RoundTime(0, 0, 0, 0, 0, 0, 0);

  /** Returns the time of both, one after the other. */
  public RoundTime plus(RoundTime other) {
    return new RoundTime(
        broadcast + other.broadcast,
        start + other.start,
        read + other.read,
        train + other.train,
        waiting + other.waiting,
        driver + other.driver,
        aggregate + other.aggregate);
  }

  public double total() {
    return Arrays.stream(RoundPart.values()).mapToDouble(this::of).sum();
  }

  /** Returns the seconds of one part. */
  public double of(RoundPart part) {
    return part.seconds(this);
  }
}
