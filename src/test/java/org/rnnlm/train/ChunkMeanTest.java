package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.rnnlm.run.GradientNorms;
import org.rnnlm.run.WorkerReport;
import org.rnnlm.run.WorkerTime;
import scala.Tuple2;

class ChunkMeanTest {
  @Test
  void theMeanOfOneWorkerIsThatWorkerBitForBit() {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[100_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(random.nextInt(0x7f800000)); // any finite positive float
    }
    for (long tokens : new long[] {1, 3, 1600, 123_456_789, (1L << 40) + 1}) {
      assertThat(ChunkMean.mean(List.of(chunk(0, tokens, values)))).isEqualTo(values);
    }
  }

  @Test
  void workersWeighAsManyTokensAsTheyTrained() {
    float[] mean = ChunkMean.mean(List.of(chunk(0, 30, 1f, 10f), chunk(1, 10, 5f, 2f)));
    assertThat(mean).containsExactly(2f, 8f);
  }

  @Test
  void aWorkerWithoutTokensCountsForNothing() {
    float[] mean = ChunkMean.mean(List.of(chunk(0, 30, 1f), chunk(1, 0, 5f)));
    assertThat(mean).containsExactly(1f);
  }

  @Test
  void theOrderInWhichWorkersArriveChangesNoBit() {
    List<WorkerChunk> chunks = List.of(chunk(0, 7, 0.1f), chunk(1, 11, 0.2f), chunk(2, 13, 3e7f));
    List<WorkerChunk> reversed = List.of(chunks.get(2), chunks.get(1), chunks.get(0));
    ChunkMean.Result one =
        new ChunkMean(new ProcessLink(0), new ChunkLayout(5 << 20, 1 << 20, 0))
            .call(new Tuple2<>(0, chunks));
    ChunkMean.Result other =
        new ChunkMean(new ProcessLink(0), new ChunkLayout(5 << 20, 1 << 20, 0))
            .call(new Tuple2<>(0, reversed));
    assertThat(other.values()).isEqualTo(one.values());
    assertThat(other.reports()).isEqualTo(one.reports()).hasSize(3);
  }

  @Test
  void reportsComeToTheDriverOnceAndNotWithEachChunk() {
    List<WorkerChunk> chunks = List.of(chunk(0, 7, 0.1f), chunk(1, 11, 0.2f));
    ChunkMean.Result later =
        new ChunkMean(new ProcessLink(0), new ChunkLayout(5 << 20, 1 << 20, 0))
            .call(new Tuple2<>(4, chunks));
    assertThat(later.index()).isEqualTo(4);
    assertThat(later.reports()).isEmpty();
  }

  private static WorkerChunk chunk(int worker, long tokens, float... values) {
    return new WorkerChunk(
        new WorkerReport(
            worker,
            1,
            1,
            3 * tokens + 1,
            tokens,
            0,
            GradientNorms.NONE,
            new WorkerTime(0, 0, 0, 0),
            "",
            List.of(),
            0),
        values);
  }
}
