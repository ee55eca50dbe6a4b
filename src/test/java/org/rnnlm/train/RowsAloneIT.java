package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.run.MetricsLog;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.TrainingPosition;
import org.rnnlm.shard.ShardSet;

/**
 * Runs of an embedding of 1,050,000 values, of which rounds send the rows alone that were trained,
 * end with the bits of rounds that send everything.
 */
class RowsAloneIT extends SmallRunFixture {
  private static final int WORDS = 8200;
  private static final ModelSpec WIDE =
      ModelSpec.of(Cell.LSTM, 1, 6).with(EmbeddingSpec.trained(128));
  private static final RunSpec AT_THE_END =
      new RunSpec(0, everyRound().retention(), everyRound().samples());

  private ShardSet data() throws IOException {
    return SmallCorpus.write(folder.resolve("data"), SEQUENCES, WORDS);
  }

  /** Trains rounds in which each worker sends everything, without Spark's tasks. */
  private float[] sendingEverything(ShardSet data, TrainingSpec training) {
    MultiLayerNetwork network = Networks.create(WIDE, data.vocabulary().size(), 0.01, 5);
    ReplicaState at = ReplicaState.of(network);
    TrainingPosition position = TrainingPosition.START;
    for (int epoch = 0; epoch < training.epochs(); epoch++) {
      BatchPlan plan = BatchPlan.of(data, training, position);
      RoundTask task = RoundTask.of(data, training, plan, network, ReplicaKeeping.NONE, spark);
      try (Replica replica = new Replica(task.replica(), WaitingRowsTest.NEVER)) {
        for (int round = 0; round < plan.rounds(); round++) {
          List<WorkerChunk> ends = new ArrayList<>();
          for (int worker = 0; worker < training.workers(); worker++) {
            replica.begin(at, 0.01);
            Batches batches = Batches.of(task, data.folder(), epoch, round, worker);
            long seed = Hashes.seed(training.seed(), epoch, round);
            ends.add(
                new WorkerChunk(
                    replica.train(worker, batches, seed, new WorkerClock()),
                    replica.state().values()));
          }
          int steps = ends.stream().mapToInt(end -> end.report().steps()).max().orElseThrow();
          float[] mean = ends.size() == 1 ? ends.get(0).values() : ChunkMean.mean(ends);
          at = new ReplicaState(mean, at.parameters(), at.iteration() + steps);
          position = position.afterRound(1);
        }
      }
      position = position.nextEpoch();
      network.incrementEpochCount();
    }
    return at.values();
  }

  private void train(ShardSet data, TrainingSpec training, String name, RunSpec spec) {
    new TrainingRun(spark, data, WIDE, training, spec, created(name), StopAfter.never()).start();
  }

  @ParameterizedTest
  @CsvSource({"1, 134217728", "3, 134217728", "1, 0", "3, 0"})
  void trainedRowsAreEnough(int workers, long driverMeanBytes) throws IOException {
    ShardSet data = data();
    ComputeSpec compute =
        new ComputeSpec(
            ComputeSpec.AUTO.layers(), ComputeSpec.AUTO.kernels(), 0, driverMeanBytes, 1 << 29);
    TrainingSpec training = training(workers, 2).with(compute);
    train(data, training, "run", AT_THE_END);

    assertThat(replica("run").values()).isEqualTo(sendingEverything(data, training));
    long everything = 12L * replica("run").parameters();
    for (RoundMetrics round : rounds("run")) {
      assertThat(round.sentBytes()).isBetween(1L, workers * everything / 7);
    }
  }

  private List<RoundMetrics> rounds(String name) {
    return MetricsLog.read(Folder.at(folder.resolve(name).toString(), new Configuration()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void resumingIsInvisibleWhateverWaited(int workers) throws IOException {
    ShardSet data = data();
    TrainingSpec training = training(workers, 2);
    train(data, training, "whole", AT_THE_END);

    assertThatExceptionOfType(StopAfter.Stopped.class)
        .isThrownBy(() -> run(data, WIDE, training, "stopped", new StopAfter(3)));
    new TrainingRun(spark, data, WIDE, training, everyRound(), opened("stopped"), StopAfter.never())
        .resume("");

    assertThat(replica("stopped").values()).isEqualTo(replica("whole").values());
  }
}
