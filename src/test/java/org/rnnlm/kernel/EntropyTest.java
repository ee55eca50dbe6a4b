package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EntropyTest {
  @Test
  void itIsTheSumOfProbabilitiesAndLogarithms() {
    SplittableRandom random = new SplittableRandom(2);
    for (int size : new int[] {1, 2, 3, 10, 1001}) {
      float[] probabilities = new float[size];
      double sum = 0;
      for (int i = 0; i < size; i++) {
        probabilities[i] = (float) Math.exp(20 * random.nextDouble());
        sum += probabilities[i];
      }
      double expected = 0;
      for (int i = 0; i < size; i++) {
        probabilities[i] /= (float) sum;
        expected -= probabilities[i] * Math.log(probabilities[i]);
      }
      assertThat(Entropy.nats(probabilities)).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void theUniformDistributionHasTheMostAndACertainOneNone() {
    float[] uniform = new float[64];
    Arrays.fill(uniform, 1 / 64f);
    assertThat(Entropy.nats(uniform)).isCloseTo(Math.log(64), within(1e-9));
    float[] certain = new float[64];
    certain[9] = 1;
    certain[10] = Float.MIN_VALUE;
    assertThat(Entropy.nats(certain)).isCloseTo(0, within(1e-9));
  }
}
