package org.rnnlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerSpreadTest {
  private static WorkerReport worker(long predictions, double lossSum, double seconds) {
    WorkerTime time = new WorkerTime(0, 0, seconds, 0);
    return new WorkerReport(
        0, 1, 1, 99, predictions, lossSum, GradientNorms.NONE, time, "", List.of(), 0);
  }

  @Test
  void theOutermostOfThoseThatTrainedCount() {
    assertThat(
            WorkerSpread.of(
                List.of(worker(10, 30, 2), worker(20, 40, 5), worker(5, 25, 3), worker(0, 0, 0.1))))
        .isEqualTo(new WorkerSpread(2, 5, 2, 5));
  }
}
