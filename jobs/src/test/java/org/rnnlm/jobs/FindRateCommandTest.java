package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code find-rate} refuses before Spark starts. */
class FindRateCommandTest {
  @ParameterizedTest
  @CsvSource({
    "--lowest=1,--highest=0.1,the last above it",
    "--lowest=0,--highest=1,the first is above 0",
    "--batches=5,--lowest=0.1,must be at least 20",
    "--set=train.window=-1,--lowest=0.1,train.window",
    "--set=train.vectors=nowhere.vec,--set=model.embedding-size=4,nowhere.vec"
  })
  void theReasonIsTold(String one, String other, String message) {
    Cli.Result result = Cli.run("find-rate", "--data", "none", one, other);

    assertThat(result.exitCode()).isIn(1, 2);
    assertThat(result.err()).contains(message);
  }
}
