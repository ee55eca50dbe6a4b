package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.run.GradientNorms;
import org.rnnlm.run.WorkerReport;
import org.rnnlm.run.WorkerTime;

class ReplicaStateTest {
  private static final WorkerTime TIME = new WorkerTime(0.1, 0.2, 1.1, 0.1);
  private static final GradientNorms NORMS = new GradientNorms(6, 1.5, 3, 0.5);
  private static final ModelSpec MODEL =
      ModelSpec.of(Cell.LSTM, 1, 3).with(EmbeddingSpec.trained(2));

  @Test
  void aStateComesBackFromAnotherNetworkBitForBit() {
    MultiLayerNetwork network = Networks.create(MODEL, 7, 0.01, 1);
    network.getUpdater().getStateViewArray().addi(0.3);
    network.getLayerWiseConfigurations().setIterationCount(11);
    ReplicaState state = ReplicaState.of(network);
    MultiLayerNetwork other = Networks.create(MODEL, 7, 0.01, 2);
    state.copyTo(other);
    assertThat(ReplicaState.of(other).values()).isEqualTo(state.values());
    assertThat(other.getIterationCount()).isEqualTo(11);
    assertThat(state.values()).hasSize(3 * state.parameters()); // Adam has two moments a parameter
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void oneValueThatIsNoNumberMakesAStateNotFinite(float value) {
    float[] values = {0, 1, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE};
    assertThat(new ReplicaState(values, 5, 0).isFinite()).isTrue();
    values[4] = value;
    assertThat(new ReplicaState(values, 5, 0).isFinite()).isFalse();
  }

  @Test
  void aReportOfParametersThatAreNoNumbersNamesTheShardWhereItBegan() {
    WorkerReport fine = new WorkerReport(2, 5, 6, 70, 60, 9.5, NORMS, TIME, "", List.of(), 8);
    assertThat(fine.diverged()).isFalse();
    assertThat(fine.diverging("train/b"))
        .isEqualTo(new WorkerReport(2, 5, 6, 70, 60, 9.5, NORMS, TIME, "train/b", List.of(), 8));
    assertThat(fine.diverging("train/a").diverging("train/b").divergedIn()).isEqualTo("train/a");
    assertThat(DivergedException.in(4, fine.diverging("train/b")))
        .hasMessageContaining("in round 4, worker 2, after 5 batches, shard train/b");
  }
}
