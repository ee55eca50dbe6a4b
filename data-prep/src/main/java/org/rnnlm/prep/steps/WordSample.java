package org.rnnlm.prep.steps;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.PairFunction;
import org.rnnlm.io.Hashes;
import scala.Tuple2;

/**
 * A sample has as many words as memory holds, the most frequent ones: all from a count on, and of
 * the words of the count below it those whose hashes come first, which are the same on every
 * cluster.
 *
 * @param whole count from which on all words are taken
 * @param partly the count below it; 0 if there is none
 * @param share of its words' hashes that are taken, from 0 to 1
 */
record WordSample(long whole, long partly, double share)
    implements Function<Tuple2<String, Long>, Boolean> {
  private static final long OF_A_WORD = 16; // characters' worth of memory, whatever its length

  /**
   * @param sizes what the words of each count take together, in any order
   * @param most that may be taken
   */
  static WordSample of(List<Tuple2<Long, Long>> sizes, long most) {
    long left = most;
    long whole = Long.MAX_VALUE;
    for (Tuple2<Long, Long> size :
        sizes.stream()
            .sorted(Comparator.comparingLong((Tuple2<Long, Long> one) -> one._1()).reversed())
            .toList()) {
      if (size._2() > left) {
        return new WordSample(whole, size._1(), (double) left / size._2());
      }
      left -= size._2();
      whole = size._1();
    }
    return new WordSample(whole, 0, 0);
  }

  /** Returns whether a word with its count is one of them. */
  @Override
  public Boolean call(Tuple2<String, Long> word) {
    return word._2() >= whole || word._2() == partly && uniform(word._1()) < share;
  }

  private static double uniform(String word) {
    return (Hashes.text128(word)[0] >>> 11) * 0x1p-53;
  }

  /** Returns what a word takes, by its count. */
  static final class SizeByCount implements PairFunction<Tuple2<String, Long>, Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Long, Long> call(Tuple2<String, Long> word) {
      return new Tuple2<>(word._2(), OF_A_WORD + word._1().length());
    }
  }
}
