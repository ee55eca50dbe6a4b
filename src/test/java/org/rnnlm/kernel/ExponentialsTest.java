package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ExponentialsTest {
  /** Two units in the last place of a float, as a percentage. */
  private static final Percentage CLOSE = Percentage.withPercentage(2.4e-5);

  @Test
  void powersAreThoseInDoublePrecision() {
    float[] values = new float[3001];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = 5 - 87.3f * random.nextFloat();
    }
    values[2000] = 5;
    float[] given = values.clone();

    double sum = new Exponentials().of(values, 5);

    double expected = 0;
    for (int i = 0; i < values.length; i++) {
      double power = Math.exp(given[i] - 5f);
      assertThat((double) values[i]).isCloseTo(power, CLOSE);
      expected += power;
    }
    assertThat(sum).isCloseTo(expected, CLOSE);
    assertThat(values[2000]).isEqualTo(1);
  }

  @Test
  void powersOfNegatedValuesAreThoseOfAtMostEighty() {
    float[] values = new float[3001];
    Random random = new Random(2);
    for (int i = 0; i < values.length; i++) {
      values[i] = 200 * random.nextFloat() - 100;
    }
    float[] given = values.clone();

    new Exponentials().ofNegated(values, 3000);

    for (int i = 0; i < 3000; i++) {
      double power = Math.exp(-Math.max(-80.0, Math.min(80.0, given[i])));
      assertThat((double) values[i]).isCloseTo(power, CLOSE);
    }
    assertThat(values[3000]).isEqualTo(given[3000]);
  }

  @Test
  void whatIsFarBelowIsZero() {
    float[] values = {-89, -1000, Float.NEGATIVE_INFINITY, 0};

    assertThat(new Exponentials().of(values, 0)).isEqualTo(1);
    assertThat(values).containsExactly(0, 0, 0, 1);
  }

  @Test
  void whatIsNoNumberStaysNone() {
    float[] values = {-1, Float.NaN, 0};

    assertThat(new Exponentials().of(values, 0)).isNaN();
    assertThat(values[0]).isCloseTo((float) Math.exp(-1), within(1e-7f));
    assertThat(values[1]).isNaN();
  }

  @Test
  void nothingOfTheLastCallIsLeft() {
    Exponentials exponentials = new Exponentials();
    exponentials.of(new float[] {0, -1, -2}, 0);

    assertThat(exponentials.of(new float[] {0}, 0)).isEqualTo(1);
  }
}
