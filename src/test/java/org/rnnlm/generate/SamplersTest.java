package org.rnnlm.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.vocabulary.Vocabulary;

/** Each way to draw against its definition: which tokens, and how often of 100,000 draws. */
class SamplersTest {
  private static final double[] PROBABILITIES = {
    0.05, 0.1, 0.05, 0.08, 0.3, 0.02, 0.15, 0.01, 0.17, 0.07
  };
  private static final int[] BY_LIKELIHOOD = {4, 8, 6, 3, 9, 5, 7};
  private static final int[] READ = {8, 4, 8, 7, 3, 3};
  private static final int DRAWS = 100_000;

  static List<SamplerSpec> ofAllKinds() {
    SamplerSpec plain = SamplerSpec.at(1);
    return List.of(
        plain.withTopK(3),
        SamplerSpec.at(0.7).withTopK(5),
        plain.withTopP(0.5),
        plain.withTopP(0.9),
        SamplerSpec.at(1.6).withTopP(0.75),
        plain.withMinP(0.2),
        SamplerSpec.at(2).withMinP(0.4),
        plain.withRepetitionPenalty(1.3, 0),
        plain.withRepetitionPenalty(0.6, 3),
        SamplerSpec.at(0.8).withTopK(6).withTopP(0.95).withMinP(0.06).withRepetitionPenalty(2, 4));
  }

  @ParameterizedTest
  @MethodSource("ofAllKinds")
  void tokensAreDrawnAsOftenAsTheDefinitionSays(SamplerSpec spec) {
    double[] expected = byDefinition(spec);
    TokenSampler sampler = new TokenSampler(spec, 12);
    sampler.read(READ);
    long[] drawn = new long[PROBABILITIES.length];
    for (int i = 0; i < DRAWS; i++) {
      drawn[sampler.draw(PROBABILITIES)]++;
    }

    int[] possible = IntStream.range(0, expected.length).filter(id -> expected[id] > 0).toArray();
    long others =
        IntStream.range(0, expected.length)
            .filter(id -> expected[id] == 0)
            .mapToLong(id -> drawn[id])
            .sum();
    assertThat(others).isZero();
    assertThat(possible).hasSizeBetween(2, 7);
    double p =
        new ChiSquareTest()
            .chiSquareTest(
                Arrays.stream(possible).mapToDouble(id -> expected[id]).toArray(),
                Arrays.stream(possible).mapToLong(id -> drawn[id]).toArray());
    assertThat(p).isGreaterThan(0.01);
  }

  /** Step by step as the papers have it, each step on a distribution. */
  private static double[] byDefinition(SamplerSpec spec) {
    double[] scores = Arrays.stream(PROBABILITIES).map(Math::log).toArray();
    int window = spec.repetitionWindow();
    int from = window == 0 ? 0 : Math.max(0, READ.length - window);
    Arrays.stream(READ, from, READ.length)
        .distinct()
        .forEach(id -> scores[id] *= spec.repetitionPenalty());
    double[] p = Arrays.stream(scores).map(x -> Math.exp(x / spec.temperature())).toArray();
    Arrays.fill(p, 0, Vocabulary.END, 0);
    normalize(p);
    List<Integer> order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer id) -> -p[id]))
            .toList();
    if (spec.topK() > 0) {
      order.subList(Math.min(spec.topK(), p.length), p.length).forEach(id -> p[id] = 0);
      normalize(p);
    }
    double sum = 0;
    double[] before = p.clone();
    for (int id : order) {
      p[id] = sum < spec.topP() - 1e-12 ? p[id] : 0;
      sum += before[id];
    }
    normalize(p);
    double most = Arrays.stream(p).max().orElseThrow();
    for (int id = 0; id < p.length; id++) {
      p[id] = p[id] < spec.minP() * most ? 0 : p[id];
    }
    normalize(p);
    return p;
  }

  private static void normalize(double[] p) {
    double sum = Arrays.stream(p).sum();
    Arrays.setAll(p, i -> p[i] / sum);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 100})
  void topKLeavesTheLikeliest(int k) {
    assertThat(possible(new TopK(k), PROBABILITIES))
        .containsExactlyInAnyOrderElementsOf(likeliest(k));
  }

  @Test
  void ofEquallyLikelyTokensTheFirstStay() {
    double[] equal = {0, 0, 0, 0.2, 0.2, 0.2, 0.2, 0.2};

    assertThat(possible(new TopK(3), equal)).containsExactly(3, 4, 5);
    assertThat(possible(new TopP(0.39), equal)).containsExactly(3, 4);
  }

  @Test
  void theNucleusIsTheSmallestSetThatHasTheProbability() {
    double[] p = {0, 0, 0, 0.5, 0.25, 0.125, 0.0625, 0.0625}; // sums are exact

    assertThat(possible(new TopP(1e-9), p)).containsExactly(3);
    assertThat(possible(new TopP(0.5), p)).containsExactly(3);
    assertThat(possible(new TopP(0.5001), p)).containsExactly(3, 4);
    assertThat(possible(new TopP(0.75), p)).containsExactly(3, 4);
    assertThat(possible(new TopP(0.9), p)).containsExactly(3, 4, 5, 6);
  }

  @Test
  void theNucleusOfManyRandomDistributionsIsThatOfAWholeSort() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 300; i++) {
      double[] p =
          random
              .doubles(2 + random.nextInt(300))
              .map(x -> Math.pow(x, 1 + random.nextInt(12)))
              .toArray();
      double share = random.nextDouble();
      Integer[] order = IntStream.range(0, p.length).boxed().toArray(Integer[]::new);
      Arrays.sort(order, Comparator.comparingDouble(id -> -p[id]));
      double sum = 0;
      int count = 0;
      while (sum < share * Arrays.stream(p).sum()) {
        sum += p[order[count++]];
      }

      assertThat(possible(new TopP(share), p))
          .containsExactlyInAnyOrder(Arrays.copyOf(order, count));
    }
  }

  @Test
  void minPLeavesWhatHasAShareOfTheLikeliest() {
    assertThat(possible(new MinP(0.5), PROBABILITIES)).containsExactly(4, 6, 8);
    assertThat(possible(new MinP(1), PROBABILITIES)).containsExactly(4);
    assertThat(possible(new MinP(1e-9), PROBABILITIES)).hasSize(7);
  }

  @Test
  void atTemperatureZeroARepeatedTokenCanLoseToOthers() {
    TokenSampler sampler = new TokenSampler(SamplerSpec.at(0).withRepetitionPenalty(2, 2), 1);
    assertThat(sampler.draw(PROBABILITIES)).isEqualTo(4);
    sampler.read(4);
    assertThat(sampler.draw(PROBABILITIES)).isEqualTo(8); // 0.3 to the power of 2 is less than 0.17
    sampler.read(5, 6); // by now 4 is too long ago
    assertThat(sampler.draw(PROBABILITIES)).isEqualTo(4);
  }

  @Test
  void drawsThatCannotBeAreRefused() {
    SamplerSpec plain = SamplerSpec.at(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.withTopK(-1))
        .withMessage("top-k is -1, it must be at least 0 (0: all)");
    for (double p : new double[] {0, -0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> plain.withTopP(p));
    }
    for (double p : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> plain.withMinP(p));
    }
    for (double penalty : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> plain.withRepetitionPenalty(penalty, 0));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> plain.withRepetitionPenalty(2, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GenerationSpec(1, plain, List.of("a", ""), false, 1))
        .withMessage("a text to stop at is empty");
  }

  private static List<Integer> likeliest(int k) {
    return Arrays.stream(BY_LIKELIHOOD).limit(k).boxed().toList();
  }

  /** Ids that keep a weight, padding, unknown and START left out as the sampler does. */
  private static List<Integer> possible(TokenFilter filter, double[] probabilities) {
    double[] weights = probabilities.clone();
    if (Arrays.equals(probabilities, PROBABILITIES)) {
      Arrays.fill(weights, 0, Vocabulary.END, 0);
    }
    filter.apply(weights);
    return IntStream.range(0, weights.length).filter(id -> weights[id] > 0).boxed().toList();
  }
}
