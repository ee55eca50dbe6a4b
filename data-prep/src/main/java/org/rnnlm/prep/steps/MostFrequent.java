package org.rnnlm.prep.steps;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;
import org.rnnlm.vocabulary.Vocabulary;
import scala.Tuple2;

/**
 * The most frequent tokens, cut off where they were counted: of each partition no more than are
 * asked for, and of few of those together again, so that the driver is sent a small multiple of
 * what it keeps, however many tokens the corpus has.
 *
 * @param most tokens that are kept
 */
record MostFrequent(int most)
    implements FlatMapFunction<Iterator<Vocabulary.Entry>, Vocabulary.Entry> {
  private static final int LAST = 4; // partitions that the driver is sent

  /**
   * Returns a superset of the most frequent ones, in any order.
   *
   * @param most that are asked for; 0 for all
   */
  static List<Vocabulary.Entry> of(JavaPairRDD<String, Long> counts, int most) {
    JavaRDD<Vocabulary.Entry> entries = counts.map(new AsEntry());
    if (most == 0) {
      return entries.collect();
    }
    JavaRDD<Vocabulary.Entry> cut = entries.mapPartitions(new MostFrequent(most));
    return cut.getNumPartitions() <= LAST
        ? cut.collect()
        : cut.repartition(LAST).mapPartitions(new MostFrequent(most)).collect();
  }

  private record AsEntry() implements Function<Tuple2<String, Long>, Vocabulary.Entry> {
    @Override
    public Vocabulary.Entry call(Tuple2<String, Long> count) {
      return new Vocabulary.Entry(count._1(), count._2());
    }
  }

  @Override
  public Iterator<Vocabulary.Entry> call(Iterator<Vocabulary.Entry> entries) {
    PriorityQueue<Vocabulary.Entry> kept = new PriorityQueue<>(Comparator.reverseOrder());
    while (entries.hasNext()) {
      kept.add(entries.next());
      if (kept.size() > most) {
        kept.remove();
      }
    }
    return kept.iterator();
  }
}
