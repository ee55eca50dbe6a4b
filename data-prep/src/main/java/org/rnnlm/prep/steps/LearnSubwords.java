package org.rnnlm.prep.steps;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.vocabulary.Merge;
import org.rnnlm.vocabulary.MergeLearner;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subwords from the words of the training split: words are counted on the cluster, merges learnt
 * from the counts on the driver, and the subwords of all words counted on the cluster again.
 */
final class LearnSubwords {
  private static final Logger LOG = LoggerFactory.getLogger(LearnSubwords.class);

  /** Characters of words that the driver holds, in some 400 MB. */
  private static final long MOST_CHARACTERS = 3L << 24;

  private final JavaSparkContext spark;
  private final TokenSpec tokens;
  private final int size;
  private final long minimumCount;

  /**
   * @param size bytes and merges together
   * @param minimumCount pairs that occur less often are not merged
   */
  LearnSubwords(JavaSparkContext spark, TokenSpec tokens, int size, long minimumCount) {
    this.spark = spark;
    this.tokens = tokens;
    this.size = size;
    this.minimumCount = minimumCount;
  }

  /**
   * @param words with their counts, held: they are read several times
   * @param articles of the training split
   */
  Vocabulary from(JavaPairRDD<String, Long> words, long articles) {
    WordSample sample =
        WordSample.of(
            words.mapToPair(new WordSample.SizeByCount()).reduceByKey(Long::sum).collect(),
            MOST_CHARACTERS);
    List<Vocabulary.Entry> frequent =
        words.filter(sample).collect().stream()
            .map(word -> new Vocabulary.Entry(word._1(), word._2()))
            .toList();
    LOG.info("subwords are learnt from the {} most frequent words", frequent.size());
    List<Merge> merges =
        MergeLearner.learn(frequent, size - PrepareSpec.LEAST_SUBWORDS, minimumCount);
    Vocabulary learnt = Vocabulary.ofMerges(tokens, merges, Map.of(), articles);
    return learnt.withCounts(CountIds.of(spark, words, learnt), articles);
  }
}
