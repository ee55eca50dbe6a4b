package org.rnnlm.train;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;

/**
 * Trains by averaging parameters, round after round, from the shards of a shard set: the training
 * master that {@code SparkDl4jMultiLayer.fitPaths} drives.
 *
 * <p>In a round the driver broadcasts parameters and updater state; each of K logical workers
 * trains a replica on its own batches, read straight from the shards; the mean of what they became,
 * weighted by tokens, is where the next round starts (local SGD: Stich, arXiv 1805.09767). Adam's
 * moments are averaged too. One call trains the rest of the epoch that the position is in. For one
 * K the result does not depend on cores, executors or the order in which tasks end.
 */
final class ShardTrainingMaster extends MultiLayerTrainingMaster {
  private final ShardSet data;
  private final TrainingSpec training;
  private final RoundListener listener;
  private final BatchPlan plan;
  private TrainingPosition position;

  ShardTrainingMaster(
      ShardSet data, TrainingSpec training, TrainingPosition position, RoundListener listener) {
    this.data = data;
    this.training = training;
    this.listener = listener;
    this.plan = plan(data, training);
    this.position = position;
  }

  static BatchPlan plan(ShardSet data, TrainingSpec training) {
    return new BatchPlan(
        data.split(Split.TRAIN).records(),
        training.workers(),
        training.batchSize(),
        training.roundBatches());
  }

  /** Where the next call begins. */
  TrainingPosition position() {
    return position;
  }

  /**
   * Trains the epoch's remaining rounds.
   *
   * @param paths the training split's shards, all of them
   * @throws IllegalArgumentException if the paths are not those of this master's shard set
   * @throws DivergedException if a loss is no finite number
   */
  @Override
  void executeTrainingPaths(SparkDl4jMultiLayer network, JavaRDD<String> paths) {
    Set<String> given = new HashSet<>(paths.collect());
    if (!given.equals(Set.copyOf(trainingPaths(data)))) {
      throw new IllegalArgumentException(
          "the paths given are not the training shards of " + data.folder());
    }
    JavaSparkContext spark = network.getSparkContext();
    Broadcast<RoundTask> task = spark.broadcast(task(network.getNetwork(), spark));
    try {
      while (position.round() < plan.rounds()) {
        RoundReport report = round(spark, task, network.getNetwork());
        position = report.position();
        network.setScore(report.loss());
        listener.roundDone(report, network.getNetwork());
      }
    } finally {
      task.destroy();
    }
    position = position.nextEpoch();
  }

  /** Full paths of the training split's shards. */
  static List<String> trainingPaths(ShardSet data) {
    return data.split(Split.TRAIN).shards().stream()
        .map(shard -> data.folder().location(shard.file().name()))
        .toList();
  }

  RoundTask task(MultiLayerNetwork network, JavaSparkContext spark) {
    return new RoundTask(
        network.getLayerWiseConfigurations().toJson(),
        training.compute().kernels(),
        training.window(),
        data.vocabulary().size(),
        training.clipping(),
        data.folder().uri(),
        data.manifest().sequences(),
        data.split(Split.TRAIN),
        plan,
        training.seed(),
        new SerializableConfiguration(spark.hadoopConfiguration()));
  }

  private RoundReport round(
      JavaSparkContext spark, Broadcast<RoundTask> task, MultiLayerNetwork network) {
    long start = System.nanoTime();
    double rate = roundLearningRate();
    ReplicaState before = ReplicaState.of(network);
    List<ChunkMean.Result> chunks = train(spark, task, before, rate);
    List<WorkerReport> reports = chunks.get(0).reports();
    reports.stream().filter(WorkerReport::diverged).findFirst().ifPresent(this::fail);
    merge(chunks, before, reports).copyTo(network);
    long tokens = reports.stream().mapToLong(WorkerReport::tokens).sum();
    return new RoundReport(
        position.afterRound(tokens),
        plan.rounds(),
        rate,
        (System.nanoTime() - start) / 1e9,
        reports);
  }

  private void fail(WorkerReport report) {
    throw DivergedException.in(position.rounds() + 1, report);
  }

  /** The averaged chunks, in order. */
  private List<ChunkMean.Result> train(
      JavaSparkContext spark, Broadcast<RoundTask> task, ReplicaState before, double rate) {
    spark.setJobGroup(
        "train", "epoch %d, round %d".formatted(position.epoch() + 1, position.round() + 1));
    List<Integer> workers = IntStream.range(0, plan.workers()).boxed().toList();
    int chunks = (before.values().length + WorkerChunk.SIZE - 1) / WorkerChunk.SIZE;
    Broadcast<ReplicaState> start = spark.broadcast(before);
    try {
      return spark
          .parallelize(workers, workers.size())
          .flatMapToPair(new WorkerRound(task, start, position.epoch(), position.round(), rate))
          .groupByKey(Math.min(chunks, spark.defaultParallelism()))
          .map(new ChunkMean())
          .collect()
          .stream()
          .sorted(Comparator.comparingInt(ChunkMean.Result::index))
          .collect(Collectors.toList());
    } finally {
      start.destroy();
      spark.clearJobGroup();
    }
  }

  /** For what is trained next, taken at its middle. */
  private double learningRate(long tokens) {
    long total = training.epochs() * data.split(Split.TRAIN).targets();
    return training.learningRate().at(position.tokens() + tokens / 2, total);
  }

  private double roundLearningRate() {
    long sequences = (long) plan.workers() * plan.roundBatches() * plan.batchSize();
    return learningRate(sequences * data.split(Split.TRAIN).meanTargets());
  }

  double epochLearningRate() {
    return learningRate(data.split(Split.TRAIN).targets());
  }

  private static ReplicaState merge(
      List<ChunkMean.Result> chunks, ReplicaState before, List<WorkerReport> reports) {
    float[] values = new float[before.values().length];
    for (ChunkMean.Result chunk : chunks) {
      System.arraycopy(
          chunk.values(), 0, values, chunk.index() * WorkerChunk.SIZE, chunk.values().length);
    }
    int steps = reports.stream().mapToInt(WorkerReport::steps).max().orElseThrow();
    return new ReplicaState(values, before.parameters(), before.iteration() + steps);
  }
}
