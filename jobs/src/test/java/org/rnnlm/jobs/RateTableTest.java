package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnlm.train.RateCurve;

class RateTableTest {
  private static RateTable table(double fall, OptionalDouble broken) {
    List<Double> rates = IntStream.range(0, 60).mapToObj(i -> 1e-4 * Math.pow(1.1, i)).toList();
    List<Double> losses =
        IntStream.range(0, 60).mapToObj(i -> 4 - fall / (1 + Math.exp(20 - i))).toList();
    return new RateTable(new RateCurve(rates, losses, broken), 7);
  }

  private static String shown(RateTable table) {
    return table.lines().stream().collect(Collectors.joining("\n"));
  }

  @Test
  void aTableOfSomeRowsEndsWithASuggestion() {
    RateTable table = table(2, OptionalDouble.of(0.03));
    List<String> lines = table.lines();
    assertThat(lines).hasSize(2 + 20 + 4).contains("1.00e-04    4.0000");
    assertThat(shown(table))
        .contains("steepest   6.7", "e-04\ndiverging  3.00e-02")
        .contains("suggested  --set train.learning-rate=6.7e-04");
    assertThat(table.fields()).containsKeys("suggested", "steepest", "diverging");
    assertThat((List<?>) table.fields().get("losses")).hasSize(60);
  }

  @Test
  void whatIsNotKnownIsSaidWithWhatToDo() {
    assertThat(shown(table(2, OptionalDouble.empty()))).contains("diverging  not up to 7.0; a");
    RateTable flat = table(0, OptionalDouble.empty());
    assertThat(shown(flat)).contains("steepest   the loss does not fall", "suggested  nothing");
    assertThat(flat.fields()).doesNotContainKeys("suggested", "steepest", "diverging");
  }
}
