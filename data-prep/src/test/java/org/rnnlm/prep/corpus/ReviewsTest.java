package org.rnnlm.prep.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReviewsTest {
  private static final int TRAINING = 8000;
  private static final int HELD_OUT = 4000;

  private static List<Review> reviews(long seed, int count) {
    Reviews reviews = new Reviews(seed);
    List<Review> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(reviews.next());
    }
    return list;
  }

  private static List<String> words(String text) {
    return List.of(text.toLowerCase(Locale.ROOT).split("[^a-z]+"));
  }

  @Test
  void theCeilingIsTheShareOfLabelsThatAreNotTurnedRound() {
    List<Review> reviews = reviews(1, HELD_OUT);
    long right = reviews.stream().filter(r -> r.positive() == r.labelledPositive()).count();
    long positive = reviews.stream().filter(Review::positive).count();

    assertThat((double) right / HELD_OUT).isCloseTo(Reviews.CEILING, within(0.011)); // 3 deviations
    assertThat((double) positive / HELD_OUT).isCloseTo(0.5, within(0.024));
  }

  /** Logistic regression on the counts of words: the best that weighs words alone. */
  @Test
  void aBagOfWordsIsRightHalfTheTime() {
    Map<String, Double> weights = new HashMap<>();
    for (int epoch = 0; epoch < 5; epoch++) {
      for (Review review : reviews(1, TRAINING)) {
        double wrong = (review.positive() ? 1 : 0) - probability(weights, review);
        words(review.text()).forEach(word -> weights.merge(word, 0.02 * wrong, Double::sum));
      }
    }

    assertThat(accuracy(weights)).isBetween(0.45, 0.55);
  }

  /** The same with pairs of neighbours, which know a little of the order, does better. */
  @Test
  void whatKnowsTheOrderDoesBetterThanABagOfWords() {
    Map<String, Double> weights = new HashMap<>();
    for (int epoch = 0; epoch < 5; epoch++) {
      for (Review review : reviews(1, TRAINING)) {
        double wrong = (review.positive() ? 1 : 0) - probabilityByPairs(weights, review);
        pairs(review).forEach(pair -> weights.merge(pair, 0.05 * wrong, Double::sum));
      }
    }

    long right =
        reviews(2, HELD_OUT).stream()
            .filter(review -> probabilityByPairs(weights, review) > 0.5 == review.positive())
            .count();
    assertThat((double) right / HELD_OUT).isGreaterThan(0.7);
  }

  private static double accuracy(Map<String, Double> weights) {
    long right =
        reviews(2, HELD_OUT).stream()
            .filter(review -> probability(weights, review) > 0.5 == review.positive())
            .count();
    return (double) right / HELD_OUT;
  }

  private static double probability(Map<String, Double> weights, Review review) {
    return logistic(words(review.text()), weights);
  }

  private static double probabilityByPairs(Map<String, Double> weights, Review review) {
    return logistic(pairs(review), weights);
  }

  private static double logistic(List<String> features, Map<String, Double> weights) {
    double sum = features.stream().mapToDouble(word -> weights.getOrDefault(word, 0.0)).sum();
    return 1 / (1 + Math.exp(-sum));
  }

  private static List<String> pairs(Review review) {
    List<String> words = words(review.text());
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < words.size(); i++) {
      pairs.add(words.get(i) + " " + words.get(i + 1));
    }
    return pairs;
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    ByteArrayOutputStream another = new ByteArrayOutputStream();

    long right = ReviewsWriter.write(50, 3, one);
    ReviewsWriter.write(50, 3, other);
    ReviewsWriter.write(50, 4, another);

    assertThat(one.toByteArray())
        .isEqualTo(other.toByteArray())
        .isNotEqualTo(another.toByteArray());
    Set<String> labels = new TreeSet<>();
    String text = one.toString(java.nio.charset.StandardCharsets.UTF_8);
    text.lines().forEach(line -> labels.add(line.replaceAll(".*\"label\":\"([a-z]+)\".*", "$1")));
    assertThat(labels).containsExactly("negative", "positive");
    long same =
        text.lines()
            .filter(
                line ->
                    line.contains("\"label\":\"positive\",\"truth\":\"positive\"")
                        || line.contains("\"label\":\"negative\",\"truth\":\"negative\""))
            .count();
    assertThat(right).isEqualTo(same);
  }
}
