package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chunks of all workers that one core averages at a time are no more for more workers. */
class WorkerChunkTest {
  @Test
  void fewWorkersHaveChunksOfFourMebibytes() {
    assertThat(WorkerChunk.size(1)).isEqualTo(1 << 20);
    assertThat(WorkerChunk.size(8)).isEqualTo(1 << 20);
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 96, 100, 1000, 2048})
  void aCoreHoldsThirtyTwoMebibytesOfThemAtMost(int workers) {
    assertThat((long) workers * WorkerChunk.size(workers) * Float.BYTES)
        .isBetween(16L << 20, 32L << 20);
  }

  @Test
  void chunksNeverBecomeTooSmallToBeWorthATask() {
    assertThat(WorkerChunk.size(1 << 16)).isEqualTo(1 << 12);
  }
}
