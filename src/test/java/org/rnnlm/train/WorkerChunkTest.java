package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.train.outer.RoundDeltas;

/** The chunks of all workers that one core averages at a time are no more for more workers. */
class WorkerChunkTest {
  @Test
  void fewWorkersHaveChunksWhoseArraysFitIntoFourMebibytes() {
    assertThat(WorkerChunk.size(1)).isEqualTo((1 << 20) - 256);
    assertThat(WorkerChunk.size(8)).isEqualTo((1 << 20) - 256);
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 96, 100, 1000, 2048})
  void aCoreHoldsThirtyTwoMebibytesOfThemAtMost(int workers) {
    assertThat((long) workers * WorkerChunk.size(workers) * Float.BYTES)
        .isBetween(16L << 20, 32L << 20);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 9, 64, 1000, 1 << 16})
  void chunksBeginWhereBlocksOfPackedDeltasDo(int workers) {
    for (RoundDeltas deltas : RoundDeltas.values()) {
      assertThat(WorkerChunk.size(workers) % Math.max(1, deltas.block())).isZero();
    }
  }

  @Test
  void chunksNeverBecomeTooSmallToBeWorthATask() {
    assertThat(WorkerChunk.size(1 << 16)).isEqualTo((1 << 12) - 256);
  }
}
