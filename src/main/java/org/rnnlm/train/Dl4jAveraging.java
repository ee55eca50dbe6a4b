package org.rnnlm.train;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.run.TrainingPosition;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;

/**
 * An epoch by DL4J's own {@code ParameterAveragingTrainingMaster}, as a baseline: the same batches,
 * as data sets in memory, with the updater's state carried. It reports no rounds, averages without
 * weights, and clips layer by layer, the limit scaled to its gradient, which is summed over steps.
 */
final class Dl4jAveraging implements EpochTrainer {
  private final JavaSparkContext spark;
  private final ShardSet data;
  private final TrainingSpec training;

  Dl4jAveraging(JavaSparkContext spark, ShardSet data, TrainingSpec training) {
    this.spark = spark;
    this.data = data;
    this.training = training;
  }

  @Override
  public TrainingState train(MultiLayerNetwork network, TrainingState state) {
    long start = System.nanoTime();
    TrainingPosition position = state.position();
    BatchPlan plan = BatchPlan.of(data, training, position);
    RoundTask task = RoundTask.of(data, training, plan, network, ReplicaKeeping.NONE, spark);
    long targets = data.split(Split.TRAIN).targets();
    TrainingSpec epoch = training.after(state);
    network.setLearningRate(epoch.learningRate(position.tokens(), targets, targets));
    double loss = fit(network, task, position.epoch());
    return state.afterRounds(
        plan.rounds(), loss * targets, targets, (System.nanoTime() - start) / 1e9);
  }

  /** Returns nats per token of the last averaging. */
  private double fit(MultiLayerNetwork network, RoundTask task, int epoch) {
    int length = data.manifest().length();
    BatchPlan plan = task.plan();
    asDl4jDoes(network);
    clip(network, training.clipping(), length);
    Broadcast<RoundTask> broadcast = spark.broadcast(task);
    SparkDl4jMultiLayer sparkNetwork = new SparkDl4jMultiLayer(spark, network, master(plan, epoch));
    List<Integer> workers = IntStream.range(0, plan.workers()).boxed().toList();
    JavaRDD<DataSet> batches =
        spark
            .parallelize(workers, workers.size())
            .flatMap(new WorkerDataSets(broadcast, TokenInput.of(network), epoch));
    try {
      sparkNetwork.fit(batches);
    } finally {
      batches.unpersist(true);
      broadcast.destroy();
    }
    return sparkNetwork.getScore() / length;
  }

  private ParameterAveragingTrainingMaster master(BatchPlan plan, int epoch) {
    return new ParameterAveragingTrainingMaster.Builder(plan.workers(), plan.batchSize())
        .batchSizePerWorker(plan.batchSize())
        .averagingFrequency(plan.lengths().full())
        .saveUpdater(true)
        .rddTrainingApproach(RDDTrainingApproach.Direct)
        .rngSeed(Hashes.seed(training.seed(), epoch))
        .build();
  }

  /** Gradients and scores that are means over sequences, which rnnlm's layers give only if told. */
  private static void asDl4jDoes(MultiLayerNetwork network) {
    network.getLayerWiseConfigurations().getConfs().forEach(layer -> layer.setMiniBatch(true));
  }

  private static void clip(MultiLayerNetwork network, Clipping clipping, int length) {
    for (NeuralNetConfiguration configuration : network.getLayerWiseConfigurations().getConfs()) {
      if (configuration.getLayer() instanceof BaseLayer layer) {
        layer.setGradientNormalization(normalization(clipping));
        double limit = clipping.norm() > 0 ? clipping.norm() : clipping.value();
        layer.setGradientNormalizationThreshold(limit * length);
      }
    }
  }

  private static GradientNormalization normalization(Clipping clipping) {
    if (clipping.norm() > 0) {
      return GradientNormalization.ClipL2PerLayer;
    }
    return clipping.value() > 0
        ? GradientNormalization.ClipElementWiseAbsoluteValue
        : GradientNormalization.None;
  }

  /** All batches of an epoch for each worker given. */
  private record WorkerDataSets(Broadcast<RoundTask> task, TokenInput input, int epoch)
      implements FlatMapFunction<Integer, DataSet> {
    @Override
    public Iterator<DataSet> call(Integer worker) {
      RoundTask run = task.value();
      EpochOrder order = new EpochOrder(run.training(), run.seed(), epoch);
      ShardBatches batches =
          new ShardBatches(
              Folder.at(run.data(), run.hadoop().value()),
              run.shards(),
              order,
              run.plan().start(worker),
              run.plan().start(worker + 1),
              run.plan().batchSize());
      Iterable<List<TokenSequence>> all = () -> batches;
      Stream<DataSet> arrays =
          StreamSupport.stream(all.spliterator(), false)
              .map(batch -> SequenceArrays.of(batch, input, run.replica().vocabularySize()));
      return arrays.iterator();
    }
  }
}
