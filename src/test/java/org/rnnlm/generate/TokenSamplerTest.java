package org.rnnlm.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.vocabulary.Vocabulary;

class TokenSamplerTest {
  /** Padding, unknown and START have a fifth together. */
  private static final double[] PROBABILITIES = {
    0.05, 0.1, 0.05, 0.08, 0.3, 0.02, 0.15, 0.01, 0.17, 0.07
  };

  private static final int LIKELIEST = 4;
  private static final int DRAWS = 100_000;

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1.0, 1.5})
  void tokensAreDrawnAsOftenAsTheSoftmaxAtTheTemperatureSays(double temperature) {
    long[] drawn = new long[PROBABILITIES.length];
    TokenSampler sampler = new TokenSampler(SamplerSpec.at(temperature), 20);
    for (int i = 0; i < DRAWS; i++) {
      drawn[sampler.draw(PROBABILITIES)]++;
    }

    double p = new ChiSquareTest().chiSquareTest(writable(softmax(temperature)), writable(drawn));
    assertThat(p).isGreaterThan(0.01);
  }

  /** The distribution that the sampler must have, computed from logits the usual way. */
  private static double[] softmax(double temperature) {
    double[] weights =
        Arrays.stream(PROBABILITIES).map(p -> Math.exp(Math.log(p) / temperature)).toArray();
    for (int id : new int[] {Vocabulary.PADDING, Vocabulary.UNKNOWN, Vocabulary.START}) {
      weights[id] = 0;
    }
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  private static double[] writable(double[] values) {
    return Arrays.copyOfRange(values, Vocabulary.END, values.length);
  }

  private static long[] writable(long[] values) {
    return Arrays.copyOfRange(values, Vocabulary.END, values.length);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 10, 1e300})
  void whatStandsForNoTextIsNeverDrawn(double temperature) {
    double[] probabilities = {0.4, 0.3, 0.2, 0.02, 0.05, 0.03};

    assertThat(draws(probabilities, temperature, 1000, 7))
        .contains(4)
        .doesNotContain(Vocabulary.PADDING, Vocabulary.UNKNOWN, Vocabulary.START);
  }

  @Test
  void atTemperatureZeroTheLikeliestIsTaken() {
    assertThat(draws(PROBABILITIES, 0, 100, 7)).containsOnly(LIKELIEST);
    assertThat(draws(new double[] {0.9, 0, 0, 0.04, 0.01, 0.05}, 0, 100, 7)).containsOnly(5);
    assertThat(draws(new double[] {0, 0, 0.9, 0.06, 0.04}, 0, 100, 7)).containsOnly(Vocabulary.END);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1e-10, 1e-300, Double.MIN_VALUE})
  void aVeryLowTemperatureTakesTheLikeliestToo(double temperature) {
    assertThat(draws(PROBABILITIES, temperature, 1000, 7)).containsOnly(LIKELIEST);
  }

  @Test
  void aTokenWithoutProbabilityIsNeverDrawn() {
    double[] probabilities = {0, 0, 0, 0, 0.5, 0, 0.5, 0};

    assertThat(draws(probabilities, 1.5, 1000, 7)).containsOnly(4, 6);
    assertThat(draws(probabilities, 1e300, 1000, 7)).containsOnly(4, 6);
  }

  @Test
  void aCertainTokenIsAlwaysDrawn() {
    assertThat(draws(new double[] {0, 0, 0, 0, 0, 1, 0}, 1, 1000, 7)).containsOnly(5);
    assertThat(draws(new double[] {0, 0, 0, 1, 0, 0, 0}, 1, 1000, 7)).containsOnly(3);
  }

  @Test
  void whereNothingThatStandsForTextIsLikelyTheTextEnds() {
    assertThat(draws(new double[] {0.2, 0.5, 0.3, 0, 0, 0}, 1, 100, 7))
        .containsOnly(Vocabulary.END);
  }

  @Test
  void theSmallestProbabilitiesAreDrawnByTheirProportion() {
    double tiny = Float.MIN_VALUE;
    double[] probabilities = {0.5, 0.5, 0, 0, tiny, 3 * tiny};
    int[] drawn = draws(probabilities, 1, 10_000, 7);

    assertThat(Arrays.stream(drawn).filter(id -> id == 5).count()).isBetween(7_350L, 7_650L);
  }

  @Test
  void theSameSeedGivesTheSameDraws() {
    assertThat(draws(PROBABILITIES, 0.8, 500, 11)).isEqualTo(draws(PROBABILITIES, 0.8, 500, 11));
    assertThat(draws(PROBABILITIES, 0.8, 500, 11)).isNotEqualTo(draws(PROBABILITIES, 0.8, 500, 12));
  }

  private static int[] draws(double[] probabilities, double temperature, int count, long seed) {
    TokenSampler sampler = new TokenSampler(SamplerSpec.at(temperature), seed);
    return IntStream.range(0, count).map(i -> sampler.draw(probabilities)).toArray();
  }
}
