package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.LateRows;
import org.rnnlm.layer.OwnGradientUpdater;
import org.rnnlm.layer.RowTable;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Optimizer;
import org.rnnlm.model.OptimizerSpec;
import org.rnnlm.run.WorkerReport;
import org.rnnlm.train.outer.RoundDeltas;

/**
 * Rounds whose workers send the rows of an embedding alone that they trained come to the bits of
 * rounds that send everything, whatever waits, and whoever takes the mean. 1,500 tokens, vectors 60
 * wide.
 */
class RowsAloneTest {
  private static final int ROUNDS = 6;
  private static final ReplicaSpec SPEC =
      WaitingRowsTest.spec(
          WaitingRowsTest.MODEL,
          OptimizerSpec.ADAM,
          BatchSpec.whole(4),
          WaitingRowsTest.BY_NORM,
          FrozenLayers.NONE);

  private static WorkerReport trained(Replica replica, int round, int worker, int batches) {
    int seed = 10 * round + worker;
    return replica.train(worker, new WaitingRowsTest.Drawn(seed, batches), seed, new WorkerClock());
  }

  /** Returns the batches of a worker: in the last round of three, workers have different ones. */
  private static int batches(int round, int worker, boolean alike) {
    return alike || round % 3 < 2 ? 5 : 4 + worker;
  }

  private static List<float[]> dense(int workers, boolean alike) {
    List<float[]> ends = new ArrayList<>();
    ReplicaState at = WaitingRowsTest.start(SPEC);
    try (Replica replica = new Replica(SPEC, WaitingRowsTest.NEVER)) {
      for (int round = 0; round < ROUNDS; round++) {
        List<WorkerChunk> chunks = new ArrayList<>();
        int steps = 0;
        for (int worker = 0; worker < workers; worker++) {
          replica.begin(at, 0.02 / (1 + round));
          WorkerReport report = trained(replica, round, worker, batches(round, worker, alike));
          chunks.add(new WorkerChunk(report, replica.state().values()));
          steps = Math.max(steps, report.steps());
        }
        at = new ReplicaState(ChunkMean.mean(chunks), at.parameters(), at.iteration() + steps);
        ends.add(at.values());
      }
    }
    return ends;
  }

  static List<Arguments> models() {
    EmbeddingSpec large = EmbeddingSpec.trained(700); // 1,500 tokens, so 1,050,000 values
    OptimizerSpec decaying = new OptimizerSpec(Optimizer.ADAMW, 0.9, 0.99, 1e-8, 0.1);
    return List.of(
        arguments(large, OptimizerSpec.ADAM, true),
        arguments(EmbeddingSpec.trained(690), OptimizerSpec.ADAM, false),
        arguments(EmbeddingSpec.frozen(700), OptimizerSpec.ADAM, true),
        arguments(EmbeddingSpec.tied(700), OptimizerSpec.ADAM, false),
        arguments(EmbeddingSpec.ONE_HOT, OptimizerSpec.ADAM, false),
        arguments(large, new OptimizerSpec(Optimizer.SGD, 0, 0, 0.9, 0), false),
        arguments(large, decaying, false));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aPlanTellsWhetherRowsTravelAloneAsTheNetworkDoes(
      EmbeddingSpec embedding, OptimizerSpec optimizer, boolean alone) {
    int units = embedding.tied() ? embedding.size() : 2;
    ModelSpec model = ModelSpec.of(Cell.SIMPLE_RNN, 1, units).with(embedding);
    LearningRate rate = new LearningRate(LearningRate.Schedule.CONSTANT, 0.01, 0);
    TrainingSpec training =
        TrainingSpec.of(AveragingSpec.of(4, 2), BatchSpec.whole(4), 1, rate, 5).with(optimizer);
    ReplicaSpec spec =
        WaitingRowsTest.spec(
            model, optimizer, BatchSpec.whole(4), WaitingRowsTest.BY_NORM, FrozenLayers.NONE);
    MultiLayerNetwork network = Networks.of(spec.configuration(), spec.kernels(), 0);
    try {
      OwnGradientUpdater.install(network);
      assertThat(RowsAlone.of(training, network).any()).isEqualTo(alone);
      assertThat(RowsAlone.areOf(model, training, WaitingRowsTest.VOCABULARY)).isEqualTo(alone);
    } finally {
      Networks.release(network);
    }
  }

  private static RowTable table() {
    MultiLayerNetwork network = Networks.of(SPEC.configuration(), SPEC.kernels(), 0);
    try {
      OwnGradientUpdater.install(network);
      return RowTable.of(network, 0);
    } finally {
      Networks.release(network);
    }
  }

  /**
   * @param parts that rows are dealt into on executors; 0 for the driver
   * @param settling after how many rounds nothing waits any more
   */
  private static List<float[]> alone(int workers, boolean alike, int parts, int settling) {
    List<float[]> ends = new ArrayList<>();
    RoundValues values = RoundValues.of(WaitingRowsTest.start(SPEC), table(), workers);
    try (Replica replica = new Replica(SPEC, WaitingRowsTest.ALWAYS)) {
      for (int round = 0; round < ROUNDS; round++) {
        List<WorkerEnd> chunks = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
          replica.begin(values.state(), 0.02 / (1 + round));
          replica.letWait(values.rows());
          WorkerReport report = trained(replica, round, worker, batches(round, worker, alike));
          TouchedRows rows = replica.trainedRows(values.rows().table());
          float[] others = replica.others(values.rows().table()).values();
          assertThat(rows.count()).isBetween(1, 400);
          chunks.add(asBytes(new WorkerChunk(report, new Floats(others), rows)));
        }
        RoundStart start =
            new RoundStart(
                0, round, 0, values.state(), RoundKept.NOTHING, RoundDeltas.NONE, values.rows());
        RoundMean mean =
            parts == 0
                ? RoundMean.onTheDriver(chunks, start)
                : onExecutors(chunks, start, values.others(), parts);
        int steps = mean.reports().stream().mapToInt(WorkerReport::steps).max().orElseThrow();
        values.become(mean, steps);
        if ((round + 1) % settling == 0) {
          values.settle();
          assertThat(values.rows().areSettled()).isTrue();
        }
        ends.add(settled(values));
      }
    }
    return ends;
  }

  /** Returns what values are with all steps taken, which they do not take by that. */
  private static float[] settled(RoundValues values) {
    float[] all = values.state().values().clone();
    LateRows late = values.rows().late();
    for (int row = 0; row < values.rows().table().rows(); row++) {
      late.catchUp(values.rows().taken()[row], all, values.rows().table().at(row));
    }
    return all;
  }

  private static RoundMean onExecutors(
      List<WorkerEnd> ends, RoundStart start, int others, int parts) {
    ChunkLayout layout = new ChunkLayout(others, 3000, parts);
    float[] values = new float[others];
    List<TouchedRows> rows = new ArrayList<>();
    List<WorkerReport> reports = ends.stream().map(end -> end.chunk().report()).toList();
    for (int i = layout.chunks() - 1; i >= 0; i--) {
      int index = i;
      List<WorkerChunk> chunks =
          ends.stream().map(end -> layout.chunk(end.chunk(), index)).toList();
      if (layout.isOfRows(i)) {
        rows.add(RowsMean.of(start.state(), start.rows(), chunks));
      } else {
        float[] mean = ChunkMean.mean(chunks);
        System.arraycopy(mean, 0, values, i * layout.size(), mean.length);
      }
    }
    return new RoundMean(values, rows, reports);
  }

  private static WorkerEnd asBytes(WorkerChunk chunk) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(chunk);
      }
      assertThat((long) bytes.size())
          .as("bytes beside those that are told")
          .isBetween(
              chunk.sent().bytes() + chunk.rows().bytes(),
              chunk.sent().bytes() + chunk.rows().bytes() + 3000);
      return (WorkerEnd)
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, true, 0, 9",
    "2, true, 0, 9",
    "3, true, 4, 9",
    "2, true, 5, 2",
    "3, false, 0, 9",
    "2, false, 3, 4"
  })
  void roundsOfTrainedRowsComeToTheBitsOfRoundsOfAllRows(
      int workers, boolean alike, int parts, int settling) {
    List<float[]> expected = dense(workers, alike);
    List<float[]> actual = alone(workers, alike, parts, settling);
    IntStream.range(0, ROUNDS)
        .forEach(
            round ->
                assertThat(actual.get(round)).as("round %d", round).isEqualTo(expected.get(round)));
  }

  @Test
  void noNetworkHasATableWhereStepsCannotWait() {
    assertThat(table().rows()).isEqualTo(1500);
    assertThat(table().width()).isEqualTo(60);
    OptimizerSpec decay = OptimizerSpec.ADAM.decaying(0.1);
    for (ModelSpec model : List.of(WaitingRowsTest.MODEL, tied())) {
      for (OptimizerSpec optimizer : List.of(decay, OptimizerSpec.ADAM)) {
        MultiLayerNetwork network =
            Networks.create(model, 1500, optimizer, 0.01, 3, ComputeSpec.AUTO);
        boolean waits = model == WaitingRowsTest.MODEL && optimizer != decay;
        assertThat(RowTable.of(network, 0).any()).isEqualTo(waits);
        assertThat(RowTable.of(network, 90_001).any()).isFalse();
        Networks.release(network);
      }
    }
  }

  private static ModelSpec tied() {
    return ModelSpec.of(WaitingRowsTest.MODEL.cell(), 1, 60).with(EmbeddingSpec.tied(60));
  }
}
