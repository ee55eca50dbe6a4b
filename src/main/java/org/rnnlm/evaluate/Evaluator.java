package org.rnnlm.evaluate;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;

/**
 * Scores a model on a split as a Spark job: a stream as running text (see {@link Lanes}), sentences
 * and windows each by itself (see {@link SeparateSequences}). What is scored together is the same
 * on every cluster and the sums are added in order, so the score is bit for bit reproducible.
 */
public final class Evaluator {
  private Evaluator() {}

  /**
   * @throws IllegalArgumentException if the split has no sequences
   */
  public static Score score(
      JavaSparkContext spark,
      MultiLayerNetwork network,
      KernelSpec kernels,
      ShardSet data,
      Split split) {
    ScoreTask task = ScoreTask.of(spark, network, kernels, data, split);
    List<Long> starts = task.starts();
    spark.setJobGroup("evaluate", "score " + split.key());
    Broadcast<ScoreTask> broadcast = spark.broadcast(task);
    try {
      List<ScoreBlocks.Result> results =
          spark
              .parallelize(starts, Math.min(starts.size(), spark.defaultParallelism() * 4))
              .mapPartitions(new ScoreBlocks(broadcast))
              .collect()
              .stream()
              .sorted(Comparator.comparingLong(ScoreBlocks.Result::start))
              .toList();
      return new Score(
          results.stream().mapToDouble(ScoreBlocks.Result::nats).reduce(0, Double::sum),
          results.stream().mapToLong(ScoreBlocks.Result::targets).sum(),
          task.content().characters());
    } finally {
      broadcast.destroy();
      spark.clearJobGroup();
    }
  }
}
