package org.rnnlm.prep.steps;

import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.job.JobDescription;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * The vocabulary of the training split: its frequent tokens, subwords of its words, or one that was
 * given, with the counts that its tokens have here.
 */
final class TrainingVocabulary {
  private final JavaSparkContext spark;
  private final PrepareSpec spec;
  private final Counters counters;

  TrainingVocabulary(JavaSparkContext spark, PrepareSpec spec, Counters counters) {
    this.spark = spark;
    this.spec = spec;
    this.counters = counters;
  }

  /**
   * @param passages of all splits
   * @param trainEnds passages of the training split, each with an END
   */
  Vocabulary of(JavaRDD<Document> passages, long trainEnds, HeldData held) {
    JobDescription.step(spark, "count tokens");
    TokenSpec tokens = spec.tokens();
    long minimum = spec.minimumCount();
    JavaPairRDD<String, Long> counts =
        held.hold(
            CountTokens.of(
                passages, tokens, spec.sequences().mode(), counters, CountTokens.MOST_KEPT));
    if (spec.vocabulary().isPresent()) {
      Vocabulary given = spec.vocabulary().get().vocabulary();
      return given.withCounts(CountIds.of(spark, counts, given), trainEnds);
    }
    if (tokens.kind() == TokenKind.SUBWORDS) {
      return new LearnSubwords(spark, tokens, spec.vocabularySize(), minimum)
          .from(counts, trainEnds);
    }
    List<Vocabulary.Entry> frequent =
        MostFrequent.of(counts.filter(new CountTokens.AtLeast(minimum)), spec.vocabularySize());
    long total = counts.values().fold(0L, Long::sum);
    return Vocabulary.of(tokens, frequent, total, trainEnds, spec.vocabularySize(), minimum);
  }
}
