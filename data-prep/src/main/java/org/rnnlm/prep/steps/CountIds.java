package org.rnnlm.prep.steps;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.rnnlm.vocabulary.BytePairEncoder;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;
import scala.Tuple2;

/**
 * Counts how often each id of a vocabulary stands in what was counted as text: tokens, or words
 * that subwords are parts of. What the vocabulary lacks is counted as the unknown token.
 *
 * @param vocabulary its file
 */
record CountIds(Broadcast<String> vocabulary)
    implements PairFlatMapFunction<Iterator<Tuple2<String, Long>>, Integer, Long> {

  /** Returns the counts by id; an id that does not occur has none. */
  static Map<Integer, Long> of(
      JavaSparkContext spark, JavaPairRDD<String, Long> counts, Vocabulary vocabulary) {
    Broadcast<String> file = spark.broadcast(VocabularyFile.format(vocabulary));
    try {
      return counts.mapPartitionsToPair(new CountIds(file)).reduceByKey(Long::sum).collectAsMap();
    } finally {
      file.destroy();
    }
  }

  @Override
  public Iterator<Tuple2<Integer, Long>> call(Iterator<Tuple2<String, Long>> counts) {
    Ids ids = ids(VocabularyFile.parse(vocabulary.value(), VocabularyFile.NAME));
    Map<Integer, Long> byId = new HashMap<>();
    while (counts.hasNext()) {
      Tuple2<String, Long> counted = counts.next();
      for (int id : ids.of(counted._1())) {
        byId.merge(id, counted._2(), Long::sum);
      }
    }
    return byId.entrySet().stream()
        .map(count -> new Tuple2<>(count.getKey(), count.getValue()))
        .iterator();
  }

  /** The ids of a token or word. */
  private interface Ids {
    int[] of(String text);
  }

  private static Ids ids(Vocabulary vocabulary) {
    if (vocabulary.spec().kind() == TokenKind.SUBWORDS) {
      return new BytePairEncoder(vocabulary)::ids;
    }
    return token -> new int[] {vocabulary.id(token)};
  }
}
