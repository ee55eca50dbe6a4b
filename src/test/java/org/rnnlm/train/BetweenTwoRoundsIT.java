package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;

/** What is left for the next round, and what is done beside it, changes no bit of a run. */
class BetweenTwoRoundsIT extends SmallRunFixture {
  private static final ComputeSpec NONE =
      new ComputeSpec(
          ComputeSpec.Layers.RNNLM,
          KernelSpec.AUTO,
          ComputeSpec.CACHED_TOKENS,
          ComputeSpec.DRIVER_MEAN_BYTES,
          0);
  private static final ComputeSpec A_JOB_A_ROUND =
      new ComputeSpec(
          ComputeSpec.Layers.RNNLM, KernelSpec.AUTO, ComputeSpec.CACHED_TOKENS, 0, 1 << 20);
  private static final ModelSpec DROPPING = MODEL.with(DropoutSpec.of(0.2));

  private static TrainingSpec falling() {
    LearningRate rate = new LearningRate(LearningRate.Schedule.COSINE, 0.02, 20);
    return TrainingSpec.of(AveragingSpec.of(3, 3), BatchSpec.whole(4), 2, rate, 5).with(CLIPPING);
  }

  @Test
  void runsWhoseNetworksAreKeptEndAsThoseWithFreshOnesAloneAndSideBySide() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    run(data, DROPPING, falling().with(NONE), "none", StopAfter.never());
    run(data, DROPPING, falling(), "alone", StopAfter.never());
    List<CompletableFuture<?>> both =
        Stream.of("one", "other")
            .<CompletableFuture<?>>map(
                name ->
                    CompletableFuture.supplyAsync(
                        () -> run(data, DROPPING, falling(), name, StopAfter.never())))
            .toList();
    both.forEach(CompletableFuture::join);

    float[] expected = replica("none").values();
    for (String name : List.of("alone", "one", "other")) {
      assertThat(replica(name).values()).as(name).isEqualTo(expected);
    }
    assertThat(ReplicaPool.OF_PROCESS.bytes()).as("kept after the runs").isZero();
    assertThat(ProcessLink.open()).as("rounds that have not ended").isZero();
  }

  @Test
  void aRoundIsToldOfAndItsCheckpointWrittenWhileTheNextOneIsTrained() throws Exception {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    run(data, MODEL, training(1, 2), "undisturbed", StopAfter.never());
    TrainingSpec jobs = training(1, 2).with(A_JOB_A_ROUND);
    CountDownLatch trains = new CountDownLatch(1);
    SecondRound second = new SecondRound(trains);
    spark.sc().addSparkListener(second);
    try {
      run(data, MODEL, jobs, "slow", new Slow(trains));
    } finally {
      spark.sc().removeSparkListener(second);
    }
    assertThat(replica("slow").values()).isEqualTo(replica("undisturbed").values());
    assertThat(opened("slow").checkpoints().rounds())
        .isEqualTo(opened("undisturbed").checkpoints().rounds())
        .contains(1, 2);
  }

  @Test
  void aMonitorThatFailsEndsTheRunBeforeItsNextRoundCounts() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    assertThatThrownBy(() -> run(data, MODEL, training(1, 2), "stopped", new StopAfter(2)))
        .isInstanceOf(StopAfter.Stopped.class);
    assertThat(latest("stopped").state(TrainingState.class).position().rounds()).isEqualTo(2);
  }

  /** Knows when the second round is trained. */
  private static final class SecondRound extends SparkListener {
    private final CountDownLatch trains;

    SecondRound(CountDownLatch trains) {
      this.trains = trains;
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      if (job.properties().getProperty("spark.job.description", "").contains("round 2 ")) {
        trains.countDown();
      }
    }
  }

  /** Takes note of the first round, and its checkpoint is written after that, in the second. */
  private record Slow(CountDownLatch secondTrains) implements TrainingMonitor {
    @Override
    public void started(TrainingState from, MemoryEstimate memory) {}

    @Override
    public void roundDone(RoundReport report, TrainingState state) {
      if (state.position().rounds() == 1) {
        await();
      }
    }

    private void await() {
      try {
        assertThat(secondTrains.await(1, TimeUnit.MINUTES)).as("the second round began").isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void epochDone(EpochMetrics metrics, String sample, Folder checkpoint) {}
  }
}
