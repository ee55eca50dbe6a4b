package org.rnnlm.train;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.evaluate.Evaluator;
import org.rnnlm.evaluate.Score;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.Head;
import org.rnnlm.run.Confusion;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.SpanCount;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;

/**
 * A model after an epoch: on the validation split, and of a classifier or tagger also on about as
 * many sequences of the training split.
 *
 * @param valid on the validation split
 * @param measures as in {@link EpochMetrics}
 * @param confusion as in {@link EpochMetrics}
 */
record EpochScores(Score valid, Map<String, Double> measures, Map<String, Confusion> confusion) {

  static EpochScores of(
      JavaSparkContext spark, MultiLayerNetwork network, KernelSpec kernels, ShardSet data) {
    Score valid = Evaluator.score(spark, network, kernels, data, Split.VALID);
    EpochScores scores = new EpochScores(valid, new TreeMap<>(), new TreeMap<>());
    if (Head.of(network, data.manifest().mode()).hasClasses()) {
      long records = data.split(Split.VALID).records();
      scores.add(Split.TRAIN, Evaluator.score(spark, network, kernels, data, Split.TRAIN, records));
      scores.add(Split.VALID, valid);
    }
    return scores;
  }

  /**
   * Returns what is kept of the epoch.
   *
   * @param trained where the run stands after its last round
   */
  EpochMetrics metrics(TrainingState trained) {
    return new EpochMetrics(
        trained.position().epoch() + 1,
        trained.position().rounds(),
        trained.position().tokens(),
        trained.epochLoss(),
        valid.loss(),
        valid.perplexity(),
        trained.seconds(),
        measures,
        confusion);
  }

  private void add(Split split, Score score) {
    measures.put(split.key() + "-accuracy", score.accuracy());
    if (!score.confusion().equals(Confusion.NONE)) {
      measures.put(split.key() + "-macro-f1", score.confusion().macroF1());
      confusion.put(split.key(), score.confusion());
    }
    if (!score.tags().spans().isEmpty()) {
      SpanCount spans = score.tags().all();
      measures.put(split.key() + "-span-precision", spans.precision());
      measures.put(split.key() + "-span-recall", spans.recall());
      measures.put(split.key() + "-span-f1", spans.f1());
    }
  }
}
