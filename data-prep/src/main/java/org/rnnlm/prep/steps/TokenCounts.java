package org.rnnlm.prep.steps;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.rnnlm.vocabulary.TokenNumbers;
import org.rnnlm.vocabulary.Tokenizer;
import scala.Tuple2;

/** Counts tokens as they are cut. */
final class TokenCounts implements Tokenizer.Sink {
  private final TokenNumbers tokens = new TokenNumbers();
  private long[] counts = new long[1 << 10]; // by number

  @Override
  public void token(char[] text, int start, int end) {
    add(text, start, end, 1);
  }

  /** Counts a token so many times more. */
  void add(char[] text, int start, int end, long times) {
    int number = tokens.number(text, start, end);
    if (number == counts.length) {
      counts = Arrays.copyOf(counts, number * 2);
    }
    counts[number] += times;
  }

  /** Returns how many different tokens were counted. */
  int size() {
    return tokens.size();
  }

  /** Returns all counts by the part that the hash of each token says. */
  Iterator<Tuple2<Integer, CountedTokens>> parts(TokenPartitioner partitioner) {
    int[][] numbers = new int[partitioner.numPartitions()][];
    int[] sizes = new int[numbers.length];
    for (int number = 0; number < tokens.size(); number++) {
      int part = partitioner.partition(tokens.hash(number));
      if (sizes[part] == 0) {
        numbers[part] = new int[4];
      } else if (sizes[part] == numbers[part].length) {
        numbers[part] = Arrays.copyOf(numbers[part], sizes[part] * 2);
      }
      numbers[part][sizes[part]++] = number;
    }
    return IntStream.range(0, numbers.length)
        .filter(part -> sizes[part] > 0)
        .mapToObj(part -> new Tuple2<>(part, packed(Arrays.copyOf(numbers[part], sizes[part]))))
        .iterator();
  }

  private CountedTokens packed(int[] numbers) {
    StringBuilder characters = new StringBuilder();
    int[] ends = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      ends[i] = characters.append(tokens.token(numbers[i])).length();
    }
    return new CountedTokens(
        characters.toString().toCharArray(),
        ends,
        Arrays.stream(numbers).mapToLong(number -> counts[number]).toArray());
  }

  /** Returns all tokens with their counts. */
  Iterator<Tuple2<String, Long>> all() {
    return IntStream.range(0, tokens.size())
        .mapToObj(number -> new Tuple2<>(tokens.token(number), counts[number]))
        .iterator();
  }
}
