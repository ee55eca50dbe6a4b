package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TasksTest {
  @ParameterizedTest
  @CsvSource({"0, 2, 1", "1, 2, 1", "1000, 2, 1000", "100000, 2, 1024", "100000, 500, 2000"})
  void eachPieceOfWorkHasItsTaskUntilThereAreVeryMany(int pieces, int cores, int tasks) {
    assertThat(Tasks.count(pieces, cores)).isEqualTo(tasks);
  }
}
