package org.rnnlm.evaluate;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.job.JobDescription;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.run.Confusion;
import org.rnnlm.run.TagCounts;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;

/**
 * Scores a model on a split as a Spark job: a stream as running text (see {@link Lanes}), sentences
 * and windows each by itself (see {@link SeparateSequences}), with one prediction a sequence where
 * the network makes no more (see {@link WholeSequences}), and a tag a word where it tells tags (see
 * {@link TagScores}). What is scored together is the same on every cluster and the sums are added
 * in order, so the score is bit for bit reproducible.
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
    return score(spark, network, kernels, data, split, Long.MAX_VALUE);
  }

  /**
   * @param most about how many sequences to score at the most, spread evenly over the split
   */
  public static Score score(
      JavaSparkContext spark,
      MultiLayerNetwork network,
      KernelSpec kernels,
      ShardSet data,
      Split split,
      long most) {
    ScoreTask task = ScoreTask.of(spark, network, kernels, data, split);
    List<Long> starts = task.starts(most);
    JobDescription told = JobDescription.begin(spark, "evaluate", "score " + split.key());
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
      long predictions = results.stream().mapToLong(ScoreBlocks.Result::predictions).sum();
      return new Score(
          results.stream().mapToDouble(ScoreBlocks.Result::nats).reduce(0, Double::sum),
          predictions,
          characters(task.content(), results, predictions),
          results.stream()
              .map(ScoreBlocks.Result::confusion)
              .reduce(Confusion.NONE, Confusion::plus),
          results.stream().map(ScoreBlocks.Result::tags).reduce(TagCounts.NONE, TagCounts::plus));
    } finally {
      broadcast.destroy();
      told.close();
    }
  }

  /**
   * Returns the characters of the tokens predicted; all of the split's if all of its tokens are.
   */
  private static long characters(
      SplitContent content, List<ScoreBlocks.Result> results, long predictions) {
    long tokens = results.stream().mapToLong(ScoreBlocks.Result::tokens).sum();
    return predictions == tokens
        ? content.characters()
        : Math.round((double) content.characters() * predictions / tokens);
  }
}
