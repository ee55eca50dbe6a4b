package org.rnnlm.prep.steps;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Vocabulary;
import scala.Tuple2;

/** The stream positions of one shard, filled segment by segment. */
final class StreamStretch {
  private final long start;
  private final int[] tokens;
  private final long[] articles; // of each token
  private int filled;

  /**
   * @param start first position
   * @param end one past the last one
   */
  StreamStretch(long start, long end) {
    this.start = start;
    this.tokens = new int[Math.toIntExact(end - start)];
    this.articles = new long[tokens.length];
  }

  /** Takes the next segment. */
  void add(Tuple2<SegmentKey, Segment> segment) {
    if (start == 0 && filled == 0) {
      append(segment._2().article(), new int[] {Vocabulary.END});
    }
    if (segment._1().position() != start + filled) {
      throw new IllegalStateException(
          "segment at " + segment._1().position() + " where " + (start + filled) + " comes next");
    }
    append(segment._2().article(), segment._2().tokens());
  }

  private void append(long article, int[] values) {
    System.arraycopy(values, 0, tokens, filled, values.length);
    Arrays.fill(articles, filled, filled + values.length, article);
    filled += values.length;
  }

  /**
   * Returns the stretch cut into sequences, each sharing a token with the next.
   *
   * @param first number of the first one
   * @param length steps of each
   */
  Iterator<TokenSequence> sequences(long first, int length) {
    if (filled != tokens.length) {
      throw new IllegalStateException("shard has " + filled + " of " + tokens.length + " tokens");
    }
    return IntStream.range(0, (tokens.length - 1 + length - 1) / length)
        .mapToObj(i -> sequence(first + i, i * length, length))
        .iterator();
  }

  private TokenSequence sequence(long number, int from, int length) {
    int to = Math.min(from + length + 1, tokens.length);
    return new TokenSequence(number, articles[from], Arrays.copyOfRange(tokens, from, to));
  }
}
