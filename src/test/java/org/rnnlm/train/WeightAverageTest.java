package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.run.TrainingPosition;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.Validation;
import org.rnnlm.shard.SequenceMode;

/** When averaging begins, and how much a round counts. */
class WeightAverageTest {
  private static TrainingState after(double... losses) {
    List<Validation> validations = new ArrayList<>();
    for (double loss : losses) {
      int round = 10 * (validations.size() + 1);
      validations.add(new Validation(round, 100L * round, loss));
    }
    return new TrainingState(
        ModelSpec.of(Cell.LSTM, 1, 2),
        "",
        "",
        SequenceMode.STREAM,
        new TrainingPosition(0, 200, 200, 20_000),
        0,
        0,
        0,
        List.of(),
        validations,
        List.of());
  }

  private static OptionalInt begun(int patience, double... losses) {
    return new WeightAverage(WeightAverage.Kind.NT_ASGD, patience, 0.9).begun(after(losses));
  }

  @Test
  void aLossAboveTheLowestOfThoseBeforeTheLastFewBegins() {
    assertThat(begun(2, 5, 4, 3, 3.5)).isEmpty(); // 3.5 is below 5
    assertThat(begun(2, 5, 4, 3, 3.5, 3.6)).isEmpty(); // below 4
    assertThat(begun(2, 5, 4, 3, 3.5, 3.6, 3.1)).hasValue(60); // above 3, two validations before
    assertThat(begun(2, 5, 4, 3, 3.5, 3.6, 3.1, 2)).hasValue(60); // and stays begun
    assertThat(begun(0, 5, 4, 4.1)).hasValue(30);
    assertThat(begun(0, 5, 4, 4)).isEmpty();
    assertThat(begun(5, 5, 6, 7, 8, 9, 10)).isEmpty(); // too few
    assertThat(begun(5, 5, 6, 7, 8, 9, 10, 11)).hasValue(70);
  }

  @Test
  void anExponentialAverageBeginsWithTheRunAndNoneNever() {
    TrainingState state = after(5, 6, 7, 8);

    assertThat(new WeightAverage(WeightAverage.Kind.EMA, 5, 0.9).begun(state)).hasValue(0);
    assertThat(WeightAverage.NONE.begun(state)).isEmpty();
  }

  @Test
  void theAverageOfAllRoundsIsTheirMean() {
    WeightAverage average = new WeightAverage(WeightAverage.Kind.NT_ASGD, 5, 0.9);
    double mean = 0;
    for (int round = 1; round <= 9; round++) {
      mean += average.share(round, 16) * (round * round - mean);
    }

    assertThat(mean).isCloseTo(285 / 9.0, within(1e-12));
  }

  @Test
  void anExponentialAverageIsOfTheLastTenthAtFirstAndThenOfAFixedLength() {
    WeightAverage average = new WeightAverage(WeightAverage.Kind.EMA, 5, 0.9);

    assertThat(average.share(1, 1)).isEqualTo(1);
    assertThat(average.share(11, 1)).isEqualTo(0.5);
    assertThat(average.share(100, 1)).isCloseTo(0.1, within(1e-12));
    assertThat(average.share(100, 3)).isCloseTo(1 - 0.9 * 0.9 * 0.9, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"-1, 0.9, patience is -1", "1, 0, decay is 0.0", "1, 1, decay is 1.0"})
  void whatMakesNoSenseIsRefused(int patience, double decay, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeightAverage(WeightAverage.Kind.EMA, patience, decay))
        .withMessageContaining(message);
  }
}
