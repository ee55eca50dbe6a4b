package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that wait come to the bits of Adam's steps over all rows; 29 rows of 23 values. */
class AdamRowsTest {
  private static final int ROWS = 29;
  private static final int WIDTH = 23;
  private static final int[] PERIODS = {1, 2, 3, 7, 16, 17, 60, 150, 400, 900, 2000, 5000};

  /** A table with everything that Adam knows of it. */
  private record Table(
      FloatPointer parameters, FloatPointer gradient, FloatPointer first, FloatPointer second) {
    static Table drawn(long seed) {
      Random random = new Random(seed);
      Table table = new Table(zeros(), zeros(), zeros(), zeros());
      for (int i = 0; i < ROWS * WIDTH; i++) {
        table.parameters.put(i, parameter(random, i));
      }
      return table;
    }

    /** Returns a number of any size, and both zeros among them. */
    private static float parameter(Random random, int index) {
      return switch (index % 31) {
        case 3 -> 0f;
        case 5 -> -0f;
        case 7 -> (float) (1e-30 * random.nextGaussian());
        case 11 -> (float) (100 * random.nextGaussian());
        default -> (float) (0.1 * random.nextGaussian());
      };
    }

    private static FloatPointer zeros() {
      FloatPointer values = new FloatPointer(ROWS * WIDTH);
      values.zero();
      return values;
    }

    int[] bits() {
      return IntStream.of(0, 1, 2)
          .mapToObj(i -> new FloatPointer[] {parameters, first, second}[i])
          .flatMapToInt(
              array ->
                  IntStream.range(0, ROWS * WIDTH).map(i -> Float.floatToRawIntBits(array.get(i))))
          .toArray();
    }

    int[] rowBits(int row) {
      return IntStream.range(row * WIDTH, (row + 1) * WIDTH)
          .map(i -> Float.floatToRawIntBits(parameters.get(i)))
          .toArray();
    }

    AdamRows rows(float beta1, float beta2) {
      return new AdamRows(
          parameters, gradient, first, second, ROWS, WIDTH, beta1, beta2, (float) 1e-8);
    }
  }

  private static float rate(int step) {
    double correction = Math.sqrt(1 - Math.pow(0.999, step + 1)) / (1 - Math.pow(0.9, step + 1));
    return (float) (0.01 * (1.2 + Math.cos(step / 50.0)) * correction);
  }

  /** The first rows are touched most often, the last ones never. */
  private static int[] touched(int step) {
    return IntStream.range(0, ROWS)
        .filter(row -> row / 2 < PERIODS.length && (step + row) % PERIODS[row / 2] == 0)
        .toArray();
  }

  private static void train(Table all, Table waiting, AdamRows rows, float[] betas, int from) {
    Random random = new Random(from);
    for (int step = from; step < from + 2600; step++) {
      int[] ids = touched(step);
      rows.read(ids);
      for (int row : ids) {
        assertThat(waiting.rowBits(row))
            .as("row %d, step %d", row, step)
            .isEqualTo(all.rowBits(row));
      }
      rows.clearGradient();
      rows.touch(ids);
      all.gradient.zero();
      for (int row : ids) {
        double size = Math.pow(10, -6 * random.nextDouble());
        for (int i = row * WIDTH; i < (row + 1) * WIDTH; i++) {
          float value = i % 19 == 4 ? 0 : (float) (size * random.nextGaussian());
          all.gradient.put(i, value);
          waiting.gradient.put(i, value);
        }
      }
      float factor = 1 + step % 3;
      AdamStep.descend(
          all.parameters,
          all.gradient,
          factor,
          all.first,
          all.second,
          ROWS * WIDTH,
          betas[0],
          betas[1],
          rate(step),
          (float) 1e-8);
      rows.step(factor, rate(step));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.9, 0.999", "0, 0.999", "0.5, 0.9", "0.99, 0.9", "0.999, 0.999"})
  void rowsThatWaitComeToTheBitsOfAllStepsOverAllRows(float beta1, float beta2) {
    Table all = Table.drawn(1);
    Table waiting = Table.drawn(1);
    AdamRows rows = waiting.rows(beta1, beta2);
    for (int round = 0; round < 3; round++) {
      train(all, waiting, rows, new float[] {beta1, beta2}, 2600 * round);
      rows.settle();
      assertThat(waiting.bits()).isEqualTo(all.bits());
      rows.clearGradient();
      waiting.gradient.zero();
      rows.restart();
    }
  }

  @Test
  void theGradientIsZeroButForRowsThatWereTouched() {
    Table table = Table.drawn(2);
    AdamRows rows = table.rows(0.9f, 0.999f);
    rows.clearGradient();
    rows.touch(4, 9, 4);
    table.gradient.put(4 * WIDTH, 7);
    rows.clearGradient(); // another part of the same step
    rows.touch(2);
    assertThat(table.gradient.get(4 * WIDTH)).isZero();
    assertThat(rows.touched()).containsExactly(2, 4, 9);
    table.gradient.put(4 * WIDTH, 3);
    rows.step(1, 0.1f);
    assertThat(rows.touched()).containsExactly(2, 4, 9);
    rows.clearGradient();
    assertThat(table.gradient.get(4 * WIDTH)).isZero();
    assertThat(rows.touched()).isEmpty();
  }
}
