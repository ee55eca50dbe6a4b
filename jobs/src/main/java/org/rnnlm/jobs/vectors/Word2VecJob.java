package org.rnnlm.jobs.vectors;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.feature.Word2Vec;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.io.DataException;
import org.rnnlm.job.JobDescription;
import org.rnnlm.job.ScalaMaps;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;

/**
 * Learns a vector for each token of a shard set's training split: skip-gram with hierarchical
 * softmax (Mikolov et al., arXiv 1301.3781 and 1310.4546) as Spark's {@link Word2Vec} has it.
 *
 * <p>The split is read by one task, whose order of tokens is the shards', and handed on to the
 * partitions in turn. With one partition nothing depends on the cluster; with several the order in
 * which Spark adds up their vectors is not fixed.
 */
public final class Word2VecJob {
  private Word2VecJob() {}

  /**
   * Returns the vectors, by token id.
   *
   * @throws DataException if no token is frequent enough
   */
  public static Map<Integer, float[]> learn(
      JavaSparkContext spark, ShardSet data, Word2VecSpec spec) {
    JavaRDD<List<String>> texts =
        spark
            .parallelize(data.split(Split.TRAIN).shards(), 1)
            .flatMap(
                new TrainingTexts(
                    data.folder().uri(),
                    data.manifest().sequences(),
                    new SerializableConfiguration(spark.hadoopConfiguration())));
    requireFrequentTokens(data, spec);
    Word2Vec learner =
        new Word2Vec()
            .setVectorSize(spec.width())
            .setWindowSize(spec.context())
            .setNumIterations(spec.epochs())
            .setLearningRate(spec.learningRate())
            .setMinCount(spec.minimumCount())
            .setNumPartitions(spec.partitions())
            .setSeed(spec.seed());
    Map<Integer, float[]> vectors = new TreeMap<>();
    JobDescription.during(
            spark,
            "vectors",
            "vectors of " + data.folder().name(),
            () -> ScalaMaps.javas(learner.fit(texts).getVectors()))
        .forEach((word, vector) -> vectors.put(Integer.valueOf(word), vector));
    return vectors;
  }

  private static void requireFrequentTokens(ShardSet data, Word2VecSpec spec) {
    boolean any =
        data.vocabulary().entries().stream().anyMatch(one -> one.count() >= spec.minimumCount());
    if (data.split(Split.TRAIN).records() == 0 || !any) {
      throw new DataException(
          Text.format(
              "the training split of %s has no token that comes %d times; lower"
                  + " vectors.minimum-count",
              data.folder(), spec.minimumCount()));
    }
  }
}
