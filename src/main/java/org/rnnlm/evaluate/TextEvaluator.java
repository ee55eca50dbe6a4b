package org.rnnlm.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.job.JobDescription;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;

/**
 * Measures what {@link TextScore} tells, as Spark jobs. A split is read as {@link Evaluator} reads
 * it. All that is added up are whole numbers, so the result does not depend on the cluster.
 */
public final class TextEvaluator {
  private TextEvaluator() {}

  /**
   * @throws IllegalArgumentException if the split has no sequences
   */
  public static TextScore score(
      JavaSparkContext spark,
      MultiLayerNetwork network,
      KernelSpec kernels,
      ShardSet data,
      Split split,
      TextScore.Spec spec) {
    ScoreTask task = ScoreTask.of(spark, network, kernels, data, split);
    JobDescription told = JobDescription.begin(spark, "evaluate", "text metrics of " + split.key());
    Broadcast<ScoreTask> broadcast = spark.broadcast(task);
    try {
      PredictionBlocks.Counts counts =
          spark
              .parallelize(task.starts(), tasks(spark, task.starts().size()))
              .mapPartitions(new PredictionBlocks(broadcast, spec.top()))
              .reduce(PredictionBlocks.Counts::plus);
      List<Completions.Result> completions = completions(spark, broadcast, task, spec);
      return new TextScore(
          accuracy(spec, counts),
          counts.tokens(),
          counts.characters(),
          completions.stream()
              .map(Completions.Result::words)
              .reduce(ErrorRate.NONE, ErrorRate::plus),
          completions.stream()
              .map(Completions.Result::characters)
              .reduce(ErrorRate.NONE, ErrorRate::plus),
          completions.size());
    } finally {
      broadcast.destroy();
      told.close();
    }
  }

  private static int tasks(JavaSparkContext spark, int items) {
    return Math.max(1, Math.min(items, spark.defaultParallelism() * 4));
  }

  private static Map<Integer, Double> accuracy(
      TextScore.Spec spec, PredictionBlocks.Counts counts) {
    Map<Integer, Double> accuracy = new LinkedHashMap<>();
    for (int i = 0; i < spec.top().size(); i++) {
      accuracy.put(spec.top().get(i), counts.hits()[i] / (double) counts.tokens().length());
    }
    return accuracy;
  }

  private static List<Completions.Result> completions(
      JavaSparkContext spark, Broadcast<ScoreTask> broadcast, ScoreTask task, TextScore.Spec spec) {
    long records = task.content().records();
    long count = Math.min(records, spec.completions());
    if (count == 0) {
      return List.of();
    }
    List<Long> sequences =
        LongStream.range(0, count).map(i -> i * records / count).boxed().toList();
    return spark
        .parallelize(sequences, tasks(spark, sequences.size()))
        .mapPartitions(new Completions(broadcast, spec.promptTokens()))
        .collect();
  }
}
