package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What losses at rising rates say, where it is known what they should. */
class RateCurveTest {
  private static final int BATCHES = 200;

  /** Returns the curve of a loss over the decimal logarithm of the rate, from -5 to 1. */
  private static RateCurve curve(DoubleUnaryOperator loss) {
    Random noise = new Random(1);
    List<Double> exponents =
        IntStream.range(0, BATCHES).mapToObj(i -> -5 + 6.0 * i / (BATCHES - 1)).toList();
    return new RateCurve(
        exponents.stream().map(exponent -> Math.pow(10, exponent)).toList(),
        exponents.stream().map(at -> loss.applyAsDouble(at) + 0.03 * noise.nextGaussian()).toList(),
        OptionalDouble.empty());
  }

  private static double exponent(OptionalDouble rate) {
    return Math.log10(rate.orElseThrow());
  }

  /** Falls by three nats about one rate, and rises by five about another. */
  private static double fallsAndRises(double at, double falling, double rising) {
    return 9 - 3 / (1 + Math.exp(-4 * (at - falling))) + 5 / (1 + Math.exp(-8 * (at - rising)));
  }

  @Test
  void aLossThatFallsAndRisesIsTrainedAtWhereItFallsFastest() {
    RateCurve curve = curve(at -> fallsAndRises(at, -2.5, 0));
    assertThat(exponent(curve.steepest())).isCloseTo(-2.5, within(0.3));
    assertThat(exponent(curve.diverging())).isBetween(-0.3, 0.1);
    assertThat(curve.suggested()).isEqualTo(curve.steepest());
  }

  @Test
  void aRateIsATenthOfTheDivergingOneAtTheMost() {
    RateCurve curve = curve(at -> fallsAndRises(at, -1.5, -1));
    assertThat(exponent(curve.suggested()))
        .isCloseTo(exponent(curve.diverging()) - 1, within(1e-9))
        .isLessThan(exponent(curve.steepest()));
  }

  @Test
  void aLossThatNeverRisesDivergesNowhere() {
    RateCurve curve = curve(at -> fallsAndRises(at, -2, 9));
    assertThat(curve.diverging()).isEmpty();
    assertThat(exponent(curve.suggested())).isCloseTo(-2, within(0.3));
  }

  @Test
  void aLossThatOnlyRisesSuggestsNothingAboveItsNoise() {
    RateCurve curve = curve(at -> fallsAndRises(at, -20, -3) + 0.2 * (at + 5));
    assertThat(exponent(curve.diverging())).isBetween(-3.5, -2.5);
    assertThat(curve.suggested().orElse(0)).isLessThan(1e-3);
  }

  @Test
  void aLossThatIsNoNumberDivergesThereIfNotBefore() {
    RateCurve falling =
        new RateCurve(List.of(0.1, 0.2, 0.4), List.of(3.0, 2.5, 2.0), OptionalDouble.of(0.8));
    assertThat(falling.diverging()).hasValue(0.8);
    assertThat(falling.suggested()).hasValue(0.8 / 10);
    RateCurve atOnce = new RateCurve(List.of(), List.of(), OptionalDouble.of(3));
    assertThat(atOnce.diverging()).hasValue(3);
    assertThat(atOnce.suggested()).isEmpty();
  }

  @Test
  void smoothingLagsToNeitherSide() {
    List<Double> ramp = IntStream.range(0, 100).mapToObj(i -> i * 0.5).toList();
    List<Double> smoothed = new RateCurve(ramp, ramp, OptionalDouble.empty()).smoothed();
    for (int i = 20; i < 80; i++) {
      assertThat(smoothed.get(i)).isCloseTo(ramp.get(i), within(1e-6));
    }
  }

  @Test
  void sweepsThatTellNothingAreRefused() {
    assertThat(new RateSweep(0.01, 1, 21).rate(10)).isCloseTo(0.1, within(1e-12));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RateSweep(1, 1, 100))
        .withMessageContaining("from 1.0 to 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RateSweep(0.1, 1, 19))
        .withMessageContaining("at least 20");
  }
}
