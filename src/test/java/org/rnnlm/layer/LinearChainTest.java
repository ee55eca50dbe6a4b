package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chain against all paths that there are, one by one. */
class LinearChainTest {
  private static double[] drawn(int count, double size, long seed) {
    Random random = new Random(seed);
    return random.doubles(count, -size, size).toArray();
  }

  private static int power(int tags, int steps) {
    int power = 1;
    for (int i = 0; i < steps; i++) {
      power *= tags;
    }
    return power;
  }

  /** The i-th of all paths. */
  private static int[] path(int index, int tags, int steps) {
    int[] path = new int[steps];
    int rest = index;
    for (int t = 0; t < steps; t++) {
      path[t] = rest % tags;
      rest /= tags;
    }
    return path;
  }

  private static double score(double[] transitions, double[] emissions, int tags, int... path) {
    double score = transitions[tags * tags + path[0]];
    for (int t = 0; t < path.length; t++) {
      score += emissions[t * tags + path[t]];
      if (t > 0) {
        score += transitions[path[t - 1] * tags + path[t]];
      }
    }
    return score + transitions[(tags + 1) * tags + path[path.length - 1]];
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 1", "2, 5, 2", "3, 4, 3", "5, 3, 1", "4, 5, 30"})
  void probabilitiesAndTheBestPathAreThoseOfAllPaths(int tags, int steps, double size) {
    double[] transitions = drawn(LinearChain.transitions(tags), size, 1);
    double[] emissions = drawn(steps * tags, size, 2);
    LinearChain chain = new LinearChain(tags, transitions);
    double most = Double.NEGATIVE_INFINITY;
    int best = 0;
    double sum = 0;
    for (int i = 0; i < power(tags, steps); i++) {
      int[] path = path(i, tags, steps);
      double score = score(transitions, emissions, tags, path);
      best = score > most ? i : best;
      most = Math.max(most, score);
      sum += Math.exp(-chain.loss(emissions, path));
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
    assertThat(chain.best(emissions, steps)).isEqualTo(path(best, tags, steps));
    double partition = 0;
    for (int i = 0; i < power(tags, steps); i++) {
      partition += Math.exp(score(transitions, emissions, tags, path(i, tags, steps)) - most);
    }
    assertThat(chain.loss(emissions, path(best, tags, steps)))
        .isCloseTo(Math.log(partition), within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "2, 6", "3, 5", "7, 4"})
  void gradientsAreThoseOfTheLoss(int tags, int steps) {
    double[] transitions = drawn(LinearChain.transitions(tags), 1, 3);
    double[] emissions = drawn(steps * tags, 1, 4);
    int[] path = path(11, tags, steps);
    double[] ofEmissions = new double[emissions.length];
    double[] ofTransitions = new double[transitions.length];

    double loss =
        new LinearChain(tags, transitions).train(emissions, ofEmissions, ofTransitions, path);

    assertThat(loss)
        .isCloseTo(new LinearChain(tags, transitions).loss(emissions, path), within(1e-12));
    assertSlopes(ofEmissions, emissions, tags, transitions, emissions, path);
    assertSlopes(ofTransitions, transitions, tags, transitions, emissions, path);
  }

  private static void assertSlopes(
      double[] gradient,
      double[] values,
      int tags,
      double[] transitions,
      double[] emissions,
      int... path) {
    double step = 1e-5;
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      values[i] = value + step;
      double above = new LinearChain(tags, transitions).loss(emissions, path);
      values[i] = value - step;
      double below = new LinearChain(tags, transitions).loss(emissions, path);
      values[i] = value;
      assertThat((above - below) / (2 * step)).isCloseTo(gradient[i], within(1e-8));
    }
  }

  @Test
  void aSentenceWithoutWordsHasNoLoss() {
    assertThat(new LinearChain(2, new double[LinearChain.transitions(2)]).loss(new double[0]))
        .isZero();
  }

  @Test
  void scoresFarApartNeitherOverflowNorVanish() {
    double[] transitions = new double[LinearChain.transitions(2)];
    double[] emissions = {2000, -2000, -2000, 2000, 2000, -2000};
    LinearChain chain = new LinearChain(2, transitions);

    assertThat(chain.loss(emissions, 0, 1, 0)).isCloseTo(0, within(1e-9));
    assertThat(chain.loss(emissions, 0, 0, 0)).isCloseTo(4000, within(1e-6));
    assertThat(chain.best(emissions, 3)).containsExactly(0, 1, 0);
  }

  @Test
  void transitionsOfOtherTagsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LinearChain(3, new double[12]));
  }
}
