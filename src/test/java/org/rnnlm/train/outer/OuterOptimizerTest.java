package org.rnnlm.train.outer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OuterOptimizerTest {
  private static OuterSpec spec(OuterMethod method, double rate, double momentum) {
    return new OuterSpec(method, rate, OptionalDouble.of(momentum), InnerMoments.AVERAGE);
  }

  @Test
  void averagingLeavesTheMeanAsItIs() {
    OuterOptimizer average = OuterOptimizer.start(OuterSpec.AVERAGE, 4, 3);
    assertThat(average.step(0, 3, new float[] {5, 6, 7}, new float[] {1, 2, 3}))
        .containsExactly(1, 2, 3);
  }

  @Test
  void nesterovTakesPyTorchsSteps() {
    // torch.optim.SGD([x], lr=0.5, momentum=0.25, nesterov=True), gradients -8, then 4
    OuterOptimizer optimizer = OuterOptimizer.start(spec(OuterMethod.NESTEROV, 0.5, 0.25), 4, 1);
    assertThat(step(optimizer, 2, 10)).isEqualTo(7); // v = -8, x = 2 + 0.5 (8 + 2)
    assertThat(step(optimizer, 7, 3)).isEqualTo(4.75f); // v = -2 + 4 = 2, x = 7 - 0.5 (4 + 0.5)
    assertThat(optimizer.velocity()).containsExactly(2);
  }

  @Test
  void blockMomentumFiltersTheUpdates() {
    OuterOptimizer optimizer = OuterOptimizer.start(spec(OuterMethod.BMUF, 0.5, 0.25), 4, 1);
    assertThat(step(optimizer, 2, 10)).isEqualTo(6); // delta = 0.5 * 8
    assertThat(step(optimizer, 6, 4)).isEqualTo(6); // delta = 0.25 * 4 - 0.5 * 2
    assertThat(optimizer.velocity()).containsExactly(0);
  }

  private static float step(OuterOptimizer optimizer, float before, float mean) {
    return optimizer.step(0, 1, new float[] {before}, new float[] {mean})[0];
  }

  /** Along a constant gradient, where a worker's round goes rate x steps far. */
  @ParameterizedTest
  @EnumSource(OuterMethod.class)
  void withTheirRateScaledWorkersThatDescendGradientsGoAsFarAsOne(OuterMethod method) {
    int workers = 4;
    double rate = method == OuterMethod.AVERAGE ? 1 : 0.7;
    OuterSpec spec = new OuterSpec(method, rate, OptionalDouble.empty(), InnerMoments.AVERAGE);
    OuterOptimizer optimizer = OuterOptimizer.start(spec, workers, 1);
    double round = spec.rateScaleOfGradients(workers);
    float at = 0;
    int rounds = 400;
    for (int i = 0; i < rounds; i++) {
      at = step(optimizer, at, (float) (at - round));
    }
    assertThat(at).isCloseTo(-rounds, within(5f));
  }

  @ParameterizedTest
  @EnumSource(OuterMethod.class)
  void whatAStepIsGivenStaysAsItIs(OuterMethod method) {
    OuterSpec spec = new OuterSpec(method, 1, OptionalDouble.empty(), InnerMoments.AVERAGE);
    float[] before = {1, 2, 3};
    float[] mean = {5, 7, 11};

    float[] start = OuterOptimizer.start(spec, 4, 3).step(0, 3, before, mean);
    start[0] = 99;

    assertThat(before).containsExactly(1, 2, 3);
    assertThat(mean).containsExactly(5, 7, 11);
  }

  @ParameterizedTest
  @EnumSource(OuterMethod.class)
  void stretchesInAnyOrderGiveTheSame(OuterMethod method) {
    SplittableRandom random = new SplittableRandom(3);
    float[] before = random.doubles(11).collect(Floats::new, Floats::add, Floats::none).values();
    float[] mean = random.doubles(11).collect(Floats::new, Floats::add, Floats::none).values();
    OuterSpec spec = new OuterSpec(method, 1, OptionalDouble.empty(), InnerMoments.AVERAGE);
    OuterOptimizer whole = OuterOptimizer.start(spec, 4, 9);
    OuterOptimizer pieces = OuterOptimizer.start(spec, 4, 9);
    for (int round = 0; round < 3; round++) {
      float[] all = whole.step(0, 9, before, mean); // what is behind them are no parameters
      float[] last = pieces.step(4, 9, before, mean);
      float[] first = pieces.step(0, 4, before, mean);
      assertThat(first).isEqualTo(Arrays.copyOfRange(all, 0, 4));
      assertThat(last).isEqualTo(Arrays.copyOfRange(all, 4, 9));
    }
    assertThat(pieces.velocity()).isEqualTo(whole.velocity());
  }

  private static final class Floats {
    private final float[] values = new float[11];
    private int count;

    void add(double value) {
      values[count++] = (float) value;
    }

    void none(Floats other) {
      throw new IllegalStateException("not parallel");
    }

    float[] values() {
      return values;
    }
  }

  @Test
  void everyMethodHasAMomentumOfItsOwnForTheWorkers() {
    OuterSpec spec =
        new OuterSpec(OuterMethod.BMUF, 1, OptionalDouble.empty(), InnerMoments.AVERAGE);
    assertThat(spec.momentumOf(1)).isZero();
    assertThat(spec.momentumOf(8)).isEqualTo(0.875);
    OuterSpec nesterov =
        new OuterSpec(OuterMethod.NESTEROV, 1, OptionalDouble.empty(), InnerMoments.AVERAGE);
    assertThat(nesterov.momentumOf(1)).isZero();
    assertThat(nesterov.momentumOf(2)).isEqualTo(0.5);
    assertThat(nesterov.momentumOf(64)).isEqualTo(0.8);
  }

  @Test
  void goingOnIsAsIfNothingHappened() {
    OuterSpec spec = spec(OuterMethod.BMUF, 1, 0.5);
    OuterOptimizer first = OuterOptimizer.start(spec, 2, 2);
    first.step(0, 2, new float[] {1, 2}, new float[] {3, 5});
    OuterOptimizer second = OuterOptimizer.resume(spec, 2, 2, first.velocity());
    float[] before = {3, 5};
    float[] mean = {7, 8};
    assertThat(second.step(0, 2, before, mean)).isEqualTo(first.step(0, 2, before, mean));
  }

  @Test
  void badSettingsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(OuterMethod.NESTEROV, 0, 0.5))
        .withMessageContaining("learning rate is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(OuterMethod.NESTEROV, 1, 1))
        .withMessageContaining("momentum is 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(OuterMethod.AVERAGE, 1, 0.5))
        .withMessageContaining("plain averaging");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OuterOptimizer.resume(spec(OuterMethod.BMUF, 1, 0.5), 2, 5, new float[4]))
        .withMessageContaining("4 values")
        .withMessageContaining("5 parameters");
  }
}
