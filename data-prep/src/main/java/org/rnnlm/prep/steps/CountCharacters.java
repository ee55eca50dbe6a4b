package org.rnnlm.prep.steps;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.rnnlm.prep.records.TaggedText;
import org.rnnlm.shard.Split;
import org.rnnlm.vocabulary.TokenSpec;
import scala.Tuple2;

/**
 * Counts the characters (Unicode code points) of the words that the training split tags, in their
 * own letters: what a model that reads words character by character knows.
 */
final class CountCharacters implements PairFlatMapFunction<Iterator<Document>, Integer, Long> {
  private static final long serialVersionUID = 1L;

  /** What occurs once is unknown, so that a model has met unknown characters. */
  private static final long LEAST = 2;

  private final TokenSpec tokens;

  private CountCharacters(TokenSpec tokens) {
    this.tokens = tokens;
  }

  /**
   * Returns those that occur at least twice, or all if none does, the most frequent first and of
   * equal counts the one with the lower code point.
   *
   * @param sentences tagged ones of all splits
   * @param tokens how words are written
   */
  static List<String> of(JavaRDD<Document> sentences, TokenSpec tokens) {
    List<Tuple2<Integer, Long>> counts =
        sentences.mapPartitionsToPair(new CountCharacters(tokens)).reduceByKey(Long::sum).collect();
    List<String> known = known(counts, LEAST);
    return known.isEmpty() ? known(counts, 1) : known;
  }

  private static List<String> known(List<Tuple2<Integer, Long>> counts, long least) {
    return counts.stream()
        .filter(count -> count._2() >= least)
        .sorted(
            Comparator.comparing((Tuple2<Integer, Long> count) -> count._2())
                .reversed()
                .thenComparing(Tuple2::_1))
        .map(count -> Character.toString(count._1()))
        .toList();
  }

  @Override
  public Iterator<Tuple2<Integer, Long>> call(Iterator<Document> sentences) {
    Map<Integer, Long> counts = new HashMap<>();
    while (sentences.hasNext()) {
      Document sentence = sentences.next();
      if (sentence.kept() && sentence.split() == Split.TRAIN) {
        TaggedText.words(sentence.text())
            .forEach(
                word ->
                    tokens
                        .written(word)
                        .codePoints()
                        .forEach(point -> counts.merge(point, 1L, Long::sum)));
      }
    }
    return counts.entrySet().stream()
        .map(count -> new Tuple2<>(count.getKey(), count.getValue()))
        .iterator();
  }
}
