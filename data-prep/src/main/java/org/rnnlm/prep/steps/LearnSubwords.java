package org.rnnlm.prep.steps;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.PairFunction;
import org.rnnlm.vocabulary.Merge;
import org.rnnlm.vocabulary.MergeLearner;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Subwords from the words of the training split: words are counted on the cluster, merges learnt
 * from the counts on the driver, and the subwords of all words counted on the cluster again.
 */
final class LearnSubwords {
  private static final Logger LOG = LoggerFactory.getLogger(LearnSubwords.class);

  /** What the driver holds, in some 400 MB; beyond these are the rarest words of a large corpus. */
  private static final long MOST_WORDS = 1 << 21;

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
    long least = leastCount(words.mapToPair(new OneOfCount()).reduceByKey(Long::sum).collect());
    List<Vocabulary.Entry> frequent =
        words.filter(new CountTokens.AtLeast(least)).collect().stream()
            .map(word -> new Vocabulary.Entry(word._1(), word._2()))
            .toList();
    LOG.info(
        "subwords are learnt from {} words that occur {} times or more", frequent.size(), least);
    List<Merge> merges =
        MergeLearner.learn(frequent, size - PrepareSpec.LEAST_SUBWORDS, minimumCount);
    Vocabulary learnt = Vocabulary.ofMerges(tokens, merges, Map.of(), articles);
    return learnt.withCounts(CountIds.of(spark, words, learnt), articles);
  }

  /** Returns the count from which on there are not more words than {@link #MOST_WORDS}. */
  private static long leastCount(List<Tuple2<Long, Long>> wordsOfCounts) {
    long least = Long.MAX_VALUE;
    long words = 0;
    for (Tuple2<Long, Long> wordsOfCount : falling(wordsOfCounts)) {
      words += wordsOfCount._2();
      if (words > MOST_WORDS) {
        break;
      }
      least = wordsOfCount._1();
    }
    return least;
  }

  private static List<Tuple2<Long, Long>> falling(List<Tuple2<Long, Long>> wordsOfCounts) {
    return wordsOfCounts.stream()
        .sorted(Comparator.comparingLong((Tuple2<Long, Long> count) -> count._1()).reversed())
        .toList();
  }

  /** A word by its count. */
  private static final class OneOfCount implements PairFunction<Tuple2<String, Long>, Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Long, Long> call(Tuple2<String, Long> word) {
      return new Tuple2<>(word._2(), 1L);
    }
  }
}
