package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;

/** Steps of dynamic evaluation against their formulas. */
class DynamicStepTest {
  private static final int LENGTH = 5003; // several pieces, the last one shorter

  private final SplittableRandom random = new SplittableRandom(3);
  private final float[] parameters = drawn(-1);
  private final float[] gradient = drawn(-1);
  private final float[] stored = drawn(-1);
  private final float[] sizes = drawn(0);

  private float[] drawn(double least) {
    float[] values = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      values[i] = (float) random.nextDouble(least, 1);
    }
    return values;
  }

  private static void assertValues(FloatPointer actual, double[] expected) {
    for (int i = 0; i < LENGTH; i++) {
      assertThat((double) actual.get(i))
          .isCloseTo(expected[i], within(1e-4 + 1e-5 * Math.abs(expected[i])));
    }
  }

  @Test
  void aPlainStepDescendsAndGoesAShareOfTheWayBack() {
    try (FloatPointer moved = new FloatPointer(parameters);
        FloatPointer descended = new FloatPointer(gradient);
        FloatPointer origin = new FloatPointer(stored)) {
      DynamicStep.plain(moved, descended, origin, LENGTH, 0.3f, 0.2f);
      double[] expected = new double[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        expected[i] = parameters[i] + 0.2 * (stored[i] - parameters[i]) - 0.3 * gradient[i];
      }
      assertValues(moved, expected);
      assertThat(descended.get(7)).isEqualTo(gradient[7]);
    }
  }

  @Test
  void aStepBySizesIsLargeWhereGradientsAreSmallAndNeverGoesFurtherThanBack() {
    try (FloatPointer moved = new FloatPointer(parameters);
        FloatPointer descended = new FloatPointer(gradient);
        FloatPointer origin = new FloatPointer(stored);
        FloatPointer measured = new FloatPointer(sizes)) {
      DynamicStep.sized(moved, descended, 0.3f, origin, measured, LENGTH, 2f);
      double[] expected = new double[LENGTH];
      int whole = 0;
      for (int i = 0; i < LENGTH; i++) {
        double back = Math.min(1, 2.0 * sizes[i]);
        whole += back == 1 ? 1 : 0;
        expected[i] =
            parameters[i]
                + back * (stored[i] - parameters[i])
                - 0.3 * gradient[i] / (sizes[i] + 0.001);
      }
      assertValues(moved, expected);
      assertThat(whole).isBetween(LENGTH / 3, 2 * LENGTH / 3);
    }
  }
}
