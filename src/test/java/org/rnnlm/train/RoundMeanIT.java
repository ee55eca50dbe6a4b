package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.run.TrainingPosition;
import org.rnnlm.run.WorkerReport;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.train.outer.RoundDeltas;

/** Whoever takes the mean of a round, the driver or the executors, it is the same. */
class RoundMeanIT extends SmallRunFixture {
  private static final int WORKERS = 33; // so many that the executors' chunks are several, too
  private static final ModelSpec WIDE =
      ModelSpec.of(Cell.LSTM, 2, 108).with(EmbeddingSpec.trained(5));

  @ParameterizedTest
  @EnumSource(
      value = RoundDeltas.class,
      names = {"NONE", "INT4"})
  void theDriversMeanIsTheExecutorsBitForBit(RoundDeltas deltas) throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), 2 * SEQUENCES);
    TrainingSpec training = training(WORKERS, 1);
    MultiLayerNetwork network = Networks.create(WIDE, data.vocabulary().size(), 0.01, 3);
    BatchPlan plan = BatchPlan.of(data, training, TrainingPosition.START);
    ReplicaState state =
        deltas.areSent() ? ReplicaState.of(network).alone() : ReplicaState.of(network);
    RoundKept kept =
        deltas.areSent()
            ? new RoundKept("", List.of(), 2, 1, folder.resolve("kept").toString())
            : RoundKept.NOTHING;
    Broadcast<RoundTask> task =
        spark.broadcast(RoundTask.of(data, training, plan, network, ReplicaKeeping.NONE, spark));
    RoundStart start = new RoundStart(0, 0, 0.01, state, kept, deltas);
    JavaRDD<Integer> workers =
        spark.parallelize(IntStream.range(0, WORKERS).boxed().toList(), WORKERS);
    int open = ProcessLink.open();
    RoundMean driver;
    RoundMean executors;
    RoundMean sent;
    try (RoundLink here = RoundLink.of(spark, start);
        RoundLink away = new BroadcastLink(spark.broadcast(start))) {
      driver = RoundMean.onTheDriver(WorkersJob.run(workers, new WorkerRound(task, here)), start);
      executors =
          RoundMean.onExecutors(
              workers, new WorkerRound(task, here), ChunkLayout.of(WORKERS, values(state), 0));
      sent = RoundMean.onTheDriver(WorkersJob.run(workers, new WorkerRound(task, away)), start);
      assertThat(here).isInstanceOf(ProcessLink.class);
    }

    assertThat(ProcessLink.open()).as("rounds whose values stay").isEqualTo(open);
    assertThat(sent.values()).as("sent as bytes").isEqualTo(driver.values());
    assertThat(state.values().length).isGreaterThan(WorkerChunk.size(WORKERS));
    assertThat(driver.values()).isEqualTo(executors.values()).isNotEqualTo(state.values());
    assertThat(losses(driver)).isEqualTo(losses(executors)).hasSize(WORKERS);
    Networks.release(network);
  }

  private static int values(ReplicaState state) {
    return state.values().length;
  }

  private static List<Double> losses(RoundMean mean) {
    return mean.reports().stream().map(WorkerReport::lossSum).toList();
  }

  @Test
  void theDriverTakesTheMeanOfWhatFitsIntoItsHeap() {
    long most = ComputeSpec.DRIVER_MEAN_BYTES;
    assertThat(RoundMean.isSmall(8, 4 * 2_700_000, most)).as("eight workers of 2 x 256").isTrue();
    assertThat(RoundMean.isSmall(2, 4 * 17_000_000, most)).isFalse();
    assertThat(RoundMean.isSmall(1 << 20, 4L * Integer.MAX_VALUE, most)).isFalse();
    assertThat(RoundMean.isSmall(1, 1, 0)).isFalse();
  }
}
