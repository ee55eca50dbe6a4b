package org.rnnlm.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Vocabulary.Entry;

class MergeLearnerTest {
  private static final List<Entry> SENNRICH =
      List.of(
          new Entry("low", 5),
          new Entry("lower", 2),
          new Entry("newest", 6),
          new Entry("widest", 3));

  @Test
  void theExampleOfThePaperIsLearntAsByHand() {
    // es 9 of newest and widest, est 9; lo 7, low 7; then ties at 6 by ids: ew, new, newest; …
    assertThat(shown(MergeLearner.learn(SENNRICH, 10, 1)))
        .containsExactly(
            "e s", "es t", "l o", "lo w", "e w", "n ew", "new est", "d est", "i dest", "w idest");
  }

  @Test
  void noMoreIsLearntThanThereIs() {
    assertThat(shown(MergeLearner.learn(SENNRICH, 1000, 1)))
        .hasSize(12)
        .endsWith("w idest", "e r", "low er");
    assertThat(shown(MergeLearner.learn(SENNRICH, 1000, 7)))
        .containsExactly("e s", "es t", "l o", "lo w");
    assertThat(MergeLearner.learn(SENNRICH, 0, 1)).isEmpty();
    assertThat(MergeLearner.learn(List.of(), 9, 1)).isEmpty();
    assertThat(MergeLearner.learn(List.of(new Entry("a", 9), new Entry("", 9)), 9, 1)).isEmpty();
  }

  @Test
  void runsOfOneLetterAreMergedFromTheLeft() {
    assertThat(shown(MergeLearner.learn(List.of(new Entry("aaaaaaa", 2)), 9, 1)))
        .containsExactly("a a", "aa aa", "aa a", "aaaa aaa");
  }

  /**
   * {@code merges.txt} is what Hugging Face's BpeTrainer (tokenizers 0.23.2) learnt from the same
   * words: vocab_size=660, min_frequency=4, the four specials, the alphabet of ByteLevel, and a
   * pre-tokenizer that cuts nothing.
   */
  @Test
  void theMergesAreThoseOfHuggingFacesTrainer() throws IOException {
    List<Merge> merges = MergeLearner.learn(words(), 400, 4);

    assertThat(shown(merges)).isEqualTo(resource("merges.txt").lines().toList());
  }

  /** Words of a linear congruential generator, which another language can repeat. */
  private static List<Entry> words() {
    int[] alphabet = "aaaabbcdeé中😀".codePoints().toArray();
    long[] state = {7};
    Map<String, Long> words = new LinkedHashMap<>();
    for (int i = 0; i < 1500; i++) {
      StringBuilder word = new StringBuilder();
      for (int left = 1 + draw(state, 9); left > 0; left--) {
        word.appendCodePoint(alphabet[draw(state, alphabet.length)]);
      }
      words.merge(word.toString(), 1L + draw(state, 6), Long::sum);
    }
    return words.entrySet().stream().map(e -> new Entry(e.getKey(), e.getValue())).toList();
  }

  private static int draw(long[] state, int bound) {
    state[0] = (state[0] * 1103515245 + 12345) & 0x7fffffff;
    return (int) (state[0] >> 16) % bound;
  }

  @Test
  void theMergesAreThoseOfCountingAllPairsAnewEachTime() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 60; round++) {
      Map<String, Long> words = new HashMap<>();
      for (int i = 0; i < 40; i++) {
        String word =
            random
                .ints(1 + random.nextInt(12), 'a', 'a' + 1 + random.nextInt(4))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        words.merge(word, 1L + random.nextInt(5), Long::sum);
      }
      List<Entry> entries =
          words.entrySet().stream().map(e -> new Entry(e.getKey(), e.getValue())).toList();
      assertThat(MergeLearner.learn(entries, 50, 2)).isEqualTo(naive(entries, 50, 2));
    }
  }

  private static List<Merge> naive(List<Entry> entries, int most, long minimum) {
    Map<String, Integer> bytes = new HashMap<>();
    ByteAlphabet.tokens().forEach(token -> bytes.put(token, Subwords.FIRST_BYTE + bytes.size()));
    List<List<Integer>> words = new ArrayList<>();
    entries.forEach(
        entry ->
            words.add(
                entry.token().chars().mapToObj(c -> bytes.get(Character.toString(c))).toList()));
    List<Merge> merges = new ArrayList<>();
    while (merges.size() < most) {
      Map<Long, Long> counts = new TreeMap<>(); // by left, then by right
      for (int w = 0; w < words.size(); w++) {
        for (int i = 0; i + 1 < words.get(w).size(); i++) {
          long pair = (long) words.get(w).get(i) << 32 | words.get(w).get(i + 1);
          counts.merge(pair, entries.get(w).count(), Long::sum);
        }
      }
      long best = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
      if (best < minimum) {
        break;
      }
      long pair =
          counts.entrySet().stream().filter(e -> e.getValue() == best).findFirst().get().getKey();
      Merge merge = new Merge((int) (pair >> 32), (int) pair);
      int token = Subwords.FIRST_MERGE + merges.size();
      words.replaceAll(word -> merged(word, merge, token));
      merges.add(merge);
    }
    return merges;
  }

  private static List<Integer> merged(List<Integer> word, Merge merge, int token) {
    List<Integer> merged = new ArrayList<>();
    for (int i = 0; i < word.size(); i++) {
      boolean pair =
          i + 1 < word.size() && word.get(i) == merge.left() && word.get(i + 1) == merge.right();
      merged.add(pair ? token : word.get(i));
      i += pair ? 1 : 0;
    }
    return merged;
  }

  @Test
  void theOrderOfTheWordsDoesNotMatter() {
    List<Entry> shuffled = new ArrayList<>(words());
    Collections.shuffle(shuffled, new Random(5));

    assertThat(MergeLearner.learn(shuffled, 400, 1)).isEqualTo(MergeLearner.learn(words(), 400, 1));
  }

  @Test
  void manyWordsTakeSeconds() {
    SplittableRandom random = new SplittableRandom(2);
    List<Entry> many = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      long word = random.nextLong(1L << 40);
      many.add(new Entry(Long.toString(word * word >>> 30, 26), 1 + 100_000 / (i + 1)));
    }
    ThreadMXBean thread = ManagementFactory.getThreadMXBean(); // other processes do not count
    long start = thread.getCurrentThreadCpuTime();
    assertThat(MergeLearner.learn(many, 4000, 1)).hasSize(4000);
    double seconds = (thread.getCurrentThreadCpuTime() - start) / 1e9;
    System.out.print(Text.format("100,000 words, 4,000 merges: %.1f s%n", seconds));
    assertThat(seconds).isLessThan(30);
  }

  static List<String> shown(List<Merge> merges) {
    Vocabulary vocabulary =
        Vocabulary.ofMerges(TokenSpec.of(TokenKind.SUBWORDS), merges, Map.of(), 1);
    return merges.stream()
        .map(merge -> vocabulary.token(merge.left()) + ' ' + vocabulary.token(merge.right()))
        .toList();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = MergeLearnerTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
