package org.rnnlm.train;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.job.JobDescription;
import org.rnnlm.layer.FlatArrays;
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
  private TrainingPosition position;

  ShardRounds(
      ShardSet data,
      TrainingSpec training,
      TrainingPosition position,
      BetweenRounds between,
      RoundListener listener) {
    this.data = data;
    this.training = training;
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
    Broadcast<RoundTask> task = spark.broadcast(RoundTask.of(data, training, plan, network, spark));
    try {
      Optional<TrainingSpec> next = Optional.of(training);
      while (next.isPresent() && position.round() < plan.rounds()) {
        training = next.get();
        RoundReport report = round(spark, task, network);
        network.setScore(report.loss());
        next = listener.roundDone(report);
      }
    } finally {
      task.destroy();
    }
    network.incrementEpochCount();
  }

  private RoundReport round(
      JavaSparkContext spark, Broadcast<RoundTask> task, MultiLayerNetwork network) {
    long start = System.nanoTime();
    ReplicaState before = before(network);
    double rate = learningRate();
    RoundStart round =
        new RoundStart(position.epoch(), position.round(), rate, before, between.moments());
    JobDescription told = JobDescription.begin(spark, "train", description());
    Broadcast<RoundStart> broadcast = spark.broadcast(round);
    double broadcastSeconds = seconds(start);
    try {
      RoundMean mean = train(spark, task, broadcast, before.values().length);
      List<WorkerReport> reports = mean.reports();
      reports.stream().filter(WorkerReport::diverged).findFirst().ifPresent(this::fail);
      startNext(network, before, mean);
      long tokens = reports.stream().mapToLong(WorkerReport::tokens).sum();
      position = position.afterRound(tokens);
      between.roundDone(position.rounds(), reports);
      RoundTime time =
          RoundTime.of(seconds(start), broadcastSeconds, reports, spark.defaultParallelism());
      return new RoundReport(position, plan.rounds(), rate, time, reports);
    } finally {
      broadcast.destroy();
      told.close();
    }
  }

  private String description() {
    return plan.workers() == 1
        ? Text.format("round %d (worker 0)", position.round() + 1)
        : Text.format("round %d (workers 0-%d)", position.round() + 1, plan.workers() - 1);
  }

  private ReplicaState before(MultiLayerNetwork network) {
    ReplicaState state = ReplicaState.of(network);
    return BetweenRounds.keeps(training) ? state.alone() : state;
  }

  private void fail(WorkerReport report) {
    throw DivergedException.in(position.rounds() + 1, report);
  }

  private RoundMean train(
      JavaSparkContext spark, Broadcast<RoundTask> task, Broadcast<RoundStart> start, int values) {
    int count = plan.workers();
    JavaRDD<Integer> workers = spark.parallelize(IntStream.range(0, count).boxed().toList(), count);
    WorkerRound round = new WorkerRound(task, start);
    return RoundMean.isSmall(count, values, training.compute().driverMeanBytes())
        ? RoundMean.onTheDriver(workers, round)
        : RoundMean.onExecutors(workers, round, values);
  }

  /**
   * Has the network start the next round: at the mean, and what the outer optimizer makes of it.
   */
  private void startNext(MultiLayerNetwork network, ReplicaState before, RoundMean mean) {
    int parameters = before.parameters();
    int steps = mean.reports().stream().mapToInt(WorkerReport::steps).max().orElseThrow();
    new ReplicaState(mean.values(), parameters, before.iteration() + steps).copyTo(network);
    for (int from = 0; from < parameters; from += STRETCH) {
      int to = Math.min(parameters - from, STRETCH) + from;
      float[] start = between.outer().step(from, to, before.values(), mean.values());
      FlatArrays.assign(network.params(), from, start);
    }
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
