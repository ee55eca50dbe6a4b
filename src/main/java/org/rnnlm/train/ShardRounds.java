package org.rnnlm.train;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.job.JobDescription;
import org.rnnlm.layer.RowTable;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.RoundTime;
import org.rnnlm.run.TrainingPosition;
import org.rnnlm.run.WorkerReport;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;
import org.rnnlm.text.Text;

/**
 * Trains by averaging parameters, round after round, from the shards of a shard set.
 *
 * <p>In a round the driver broadcasts parameters and updater state; each of K logical workers
 * trains a replica on its own batches, read straight from the shards; the mean of what they became,
 * weighted by tokens, is what the outer optimizer makes the next round's start of. Where all that
 * they became is small, the driver takes the mean; otherwise the executors do, chunk by chunk. The
 * optimizer's state is averaged too, or kept by each worker. One call trains the rest of the epoch
 * that the position is in. For one K the result does not depend on cores, executors or the order in
 * which tasks end.
 */
final class ShardRounds {
  /**
   * Parameters of which the outer optimizer takes its step at once, so that it needs no more heap.
   */
  private static final int STRETCH = 1 << 20;

  private final ShardSet data;
  private TrainingSpec training; // its rate may change from round to round
  private final RoundListener listener;
  private final BatchPlan plan;
  private final BetweenRounds between;
  private final ReplicaKeeping keeping;
  private TrainingPosition position;

  ShardRounds(
      ShardSet data,
      TrainingSpec training,
      TrainingPosition position,
      BetweenRounds between,
      ReplicaKeeping keeping,
      RoundListener listener) {
    this.data = data;
    this.training = training;
    this.keeping = keeping;
    this.listener = listener;
    this.between = between;
    this.plan = BatchPlan.of(data, training, position);
    this.position = position;
  }

  /**
   * Trains the epoch's remaining rounds, or those until the listener ends it.
   *
   * @throws DivergedException if a loss is no finite number
   */
  void train(JavaSparkContext spark, MultiLayerNetwork network) {
    Broadcast<RoundTask> task =
        spark.broadcast(RoundTask.of(data, training, plan, network, keeping, spark));
    RoundValues values = valuesOf(network);
    try (RoundTasks tasks = tasks(spark, values);
        RoundLinks links = new RoundLinks(spark, keeping.run())) {
      Optional<TrainingSpec> next = Optional.of(training);
      while (next.isPresent() && position.round() < plan.rounds()) {
        training = next.get();
        RoundReport report =
            JobDescription.during(
                spark, "train", description(tasks), () -> round(spark, tasks, links, task, values));
        network.setScore(report.loss());
        next = listener.roundDone(report, () -> values.copyTo(network));
      }
    } finally {
      task.destroy();
    }
    listener.beforeChange(); // a checkpoint of the last round tells the epochs, too
    values.copyTo(network);
    network.incrementEpochCount();
  }

  private RoundValues valuesOf(MultiLayerNetwork network) {
    ReplicaState state = ReplicaState.of(network);
    return BetweenRounds.keeps(training)
        ? RoundValues.of(state.alone())
        : RoundValues.of(state, RowsAlone.of(training, network), plan.workers());
  }

  private RoundReport round(
      JavaSparkContext spark,
      RoundTasks tasks,
      RoundLinks links,
      Broadcast<RoundTask> task,
      RoundValues values) {
    long start = System.nanoTime();
    double rate = learningRate();
    RoundStart round =
        new RoundStart(
            position.epoch(),
            position.round(),
            rate,
            values.state(),
            between.own(),
            training.outer().deltas(),
            values.rows());
    try (RoundLink link = links.next(round)) {
      double broadcastSeconds = seconds(start);
      RoundMean mean = tasks.mean(new WorkerRound(task, link), round);
      List<WorkerReport> reports = mean.reports();
      double driverSeconds = secondsUntilChange();
      reports.stream().filter(WorkerReport::diverged).findFirst().ifPresent(this::fail);
      become(values, mean, links);
      long tokens = reports.stream().mapToLong(WorkerReport::tokens).sum();
      position = position.afterRound(tokens);
      between.roundDone(position.rounds(), reports);
      RoundTime time =
          RoundTime.of(
              seconds(start), broadcastSeconds, driverSeconds, reports, spark.defaultParallelism());
      return new RoundReport(position, plan.rounds(), rate, time, reports);
    }
  }

  /** Waits until what the round started from may change. */
  private double secondsUntilChange() {
    long start = System.nanoTime();
    listener.beforeChange();
    return seconds(start);
  }

  private String description(RoundTasks tasks) {
    String rounds = tasks.rounds(position.round() + 1);
    return plan.workers() == 1
        ? rounds + " (worker 0)"
        : Text.format("%s (workers 0-%d)", rounds, plan.workers() - 1);
  }

  private void fail(WorkerReport report) {
    throw DivergedException.in(position.rounds() + 1, report);
  }

  private RoundTasks tasks(JavaSparkContext spark, RoundValues values) {
    long rows = values.rows().any() ? mostRows(values.rows().table()) : 0;
    long rowValues = rows * values.rows().table().rowValues();
    long bytes =
        training.outer().deltas().bytes(values.others() + rowValues) + rows * Integer.BYTES;
    ChunkLayout layout = ChunkLayout.of(plan.workers(), values.others(), rowValues);
    return RoundTasks.of(
        spark, plan.workers(), layout, bytes, training.compute().driverMeanBytes());
  }

  /** Returns how many rows a worker may train in a round. */
  private long mostRows(RowTable table) {
    return RowsAlone.most(training, table.rows(), data.manifest().length());
  }

  /** Makes of values what the next round starts from. */
  private void become(RoundValues values, RoundMean mean, RoundLinks links) {
    int steps = mean.reports().stream().mapToInt(WorkerReport::steps).max().orElseThrow();
    if (values.rows().any()) {
      links.came(mean, steps);
      values.become(mean, steps);
    } else {
      values.become(next(values.state(), mean, steps));
    }
  }

  /**
   * Returns what the next round starts from: the mean, and what the outer optimizer makes of it.
   */
  private ReplicaState next(ReplicaState before, RoundMean mean, int steps) {
    int parameters = before.parameters();
    float[] values = mean.values();
    if (training.outer().deltas().areSent()) {
      for (int i = 0; i < parameters; i++) {
        values[i] += before.values()[i];
      }
    }
    for (int from = 0; from < parameters; from += STRETCH) {
      int to = Math.min(parameters - from, STRETCH) + from;
      float[] start = between.outer().step(from, to, before.values(), values);
      System.arraycopy(start, 0, values, from, to - from);
    }
    return new ReplicaState(values, parameters, before.iteration() + steps);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private double learningRate() {
    SplitContent split = data.split(Split.TRAIN);
    long batches = (long) plan.workers() * plan.roundBatches(position.round());
    long next = batches * plan.batchSize() * split.meanTargets();
    return training.learningRate(position.tokens(), next, split.targets());
  }
}
