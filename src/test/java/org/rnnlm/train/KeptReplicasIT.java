package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.shard.ShardSet;

/** Runs whose executors keep networks from round to round are those whose executors keep none. */
class KeptReplicasIT extends SmallRunFixture {
  private static final ComputeSpec NONE =
      new ComputeSpec(
          ComputeSpec.Layers.RNNLM,
          KernelSpec.AUTO,
          ComputeSpec.CACHED_TOKENS,
          ComputeSpec.DRIVER_MEAN_BYTES,
          0);
  private static final ModelSpec DROPPING = MODEL.with(DropoutSpec.of(0.2));

  private static TrainingSpec falling() {
    LearningRate rate = new LearningRate(LearningRate.Schedule.COSINE, 0.02, 20);
    return TrainingSpec.of(AveragingSpec.of(3, 3), BatchSpec.whole(4), 2, rate, 5).with(CLIPPING);
  }

  @Test
  void runsEndAlikeOneAfterTheOtherAndSideBySide() throws IOException {
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
}
