package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class WordSampleTest {
  private static final int SIZE = 16 + 4; // of a word of four letters

  @Test
  void allWordsAreTakenWhereThereIsRoom() {
    List<Tuple2<String, Long>> words = words(100, 3);
    assertThat(taken(words, 100 * SIZE)).isEqualTo(words);
  }

  @Test
  void frequentWordsComeFirst() {
    List<Tuple2<String, Long>> words = new ArrayList<>(words(100, 7));
    words.addAll(words(100, 5));
    assertThat(taken(words, 100 * SIZE)).isEqualTo(words(100, 7));
  }

  @Test
  void ofWordsThatAreAllAsFrequentAShareIsTaken() {
    List<Tuple2<String, Long>> words = words(8_000, 1);
    List<Tuple2<String, Long>> taken = taken(words, 2_000 * SIZE);
    assertThat(taken.size()).isCloseTo(2_000, within(200));
    assertThat(taken(words, 4_000 * SIZE)).containsAll(taken);
  }

  private static List<Tuple2<String, Long>> taken(List<Tuple2<String, Long>> words, long most) {
    List<Tuple2<Long, Long>> sizes =
        words.stream()
            .map(Tuple2::_2)
            .distinct()
            .map(count -> new Tuple2<>(count, size(words, count)))
            .toList();
    WordSample sample = WordSample.of(sizes, most);
    return words.stream().filter(sample::call).toList();
  }

  private static long size(List<Tuple2<String, Long>> words, long count) {
    WordSample.SizeByCount size = new WordSample.SizeByCount();
    return words.stream().filter(w -> w._2() == count).mapToLong(w -> size.call(w)._2()).sum();
  }

  private static List<Tuple2<String, Long>> words(int number, long count) {
    return IntStream.range(0, number)
        .mapToObj(i -> new Tuple2<>(Integer.toString(1_000 + i), count))
        .toList();
  }
}
