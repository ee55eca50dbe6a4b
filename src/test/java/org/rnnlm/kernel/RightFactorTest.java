package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products by panels, and turned ones, against sums in double precision. */
class RightFactorTest {
  private static final double TOLERANCE = 1e-6;

  private final Resources resources = new Resources();

  @AfterEach
  void free() {
    resources.close();
  }

  @ParameterizedTest
  @CsvSource({"3, 5, 7", "2, 1, 64", "4, 7, 65", "128, 300, 130", "20, 200, 800", "5, 4001, 3"})
  void rowsAreMultipliedByAFactorInPanels(int rows, int inner, int columns) {
    assertMultiplies(new Panels(resources, inner, columns), rows, inner, columns);
  }

  @ParameterizedTest
  @CsvSource({"3, 5, 7", "1, 9, 64", "4, 7, 65", "128, 300, 130", "1, 200, 800", "5, 4001, 3"})
  void rowsAreMultipliedByAFactorThatIsTurnedRound(int rows, int inner, int columns) {
    assertMultiplies(new TurnedFactor(resources, rows, inner, columns), rows, inner, columns);
  }

  /** A factor that comes either way, after another. */
  private static void assertMultiplies(RightFactor factor, int rows, int inner, int columns) {
    double[] left = drawn(1, rows * inner);
    double[] right = drawn(2, inner * columns);
    double[] expected = product(left, right, rows, inner, columns);
    try (Floats floats = new Floats()) {
      FloatPointer target = floats.empty((long) rows * columns);
      for (int seed = 3; seed < 5; seed++) {
        double[] other = drawn(seed, inner * columns);
        factor.take(floats.of(other));
        factor.multiply(rows, floats.of(left), target);
        assertClose(target, product(left, other, rows, inner, columns));
      }
      factor.takeTurned(floats.of(turned(right, inner, columns)));
      factor.multiply(rows, floats.of(left), target);
      assertClose(target, expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 5, 7", "1, 1, 64", "97, 7, 65", "200, 161, 70", "96, 400, 2"})
  void columnsAreMultipliedToo(int rows, int inner, int columns) {
    double[] left = drawn(5, rows * inner);
    double[] right = drawn(6, inner * columns);
    try (Floats floats = new Floats()) {
      Panels panels = new Panels(resources, inner, columns);
      FloatPointer target = floats.empty((long) rows * columns);
      panels.take(floats.of(right));
      panels.multiplyTurned(rows, floats.of(turned(left, rows, inner)), target);
      assertClose(target, product(left, right, rows, inner, columns));
    }
  }

  private static void assertClose(FloatPointer actual, double[] expected) {
    assertThat(Deviation.relative(Floats.read(actual), expected)).isLessThan(TOLERANCE);
  }

  private static double[] drawn(long seed, int size) {
    return new Random(seed).doubles(size, -1, 1).map(value -> (float) value).toArray();
  }

  private static double[] turned(double[] matrix, int rows, int columns) {
    double[] turned = new double[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      turned[i % columns * rows + i / columns] = matrix[i];
    }
    return turned;
  }

  private static double[] product(double[] a, double[] b, int rows, int inner, int columns) {
    double[] product = new double[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        for (int i = 0; i < inner; i++) {
          product[row * columns + column] += a[row * inner + i] * b[i * columns + column];
        }
      }
    }
    return product;
  }
}
