package org.rnnlm.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;

/**
 * Scores a model on a split as a Spark job: a stream as running text (see {@link Lanes}), sentences
 * and windows each by itself (see {@link SeparateSequences}). What is scored together is the same
 * on every cluster and the sums are added in order, so the score is bit for bit reproducible.
 */
public final class Evaluator {
  private static final int MOST_LANES = 16;

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
    SplitContent content = data.split(split);
    if (content.records() == 0) {
      throw new IllegalArgumentException(
          "split '" + split.key() + "' of " + data.folder() + " has no sequences");
    }
    ScoreTask task = ScoreTask.of(spark, network, kernels, data, content, lanes(data));
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
          content.characters());
    } finally {
      broadcast.destroy();
      spark.clearJobGroup();
    }
  }

  /** As many lanes as keep the softmax over all steps of a sequence within 64 MiB, 16 at most. */
  static int lanes(ShardSet data) {
    long softmax = (long) data.manifest().length() * data.vocabulary().size();
    return (int) Math.max(1, Math.min(MOST_LANES, (1L << 24) / softmax));
  }
}
