package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.rnnlm.kernel.Cell;

/** The updater is DL4J's Adam in all but speed. More parameters than one piece of work has. */
class FusedAdamTest {

  private static MultiLayerNetwork network(IUpdater updater) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(updater)
                .list()
                .layer(new Recurrent.Builder(Cell.LSTM).nIn(4).nOut(37).build())
                .layer(
                    new TokenSoftmax.Builder()
                        .nIn(37)
                        .nOut(SmallNetwork.TOKENS)
                        .updater(updater)
                        .biasUpdater(other(updater))
                        .build())
                .build());
    network.init();
    KernelLayers.prepare(network, F32Kernels.JAVA.kernels());
    return network;
  }

  /** The same with another rate, so that the network's state is in several blocks. */
  private static IUpdater other(IUpdater updater) {
    IUpdater other = updater.clone();
    other.setLrAndSchedule(0.003, null);
    return other;
  }

  private static DataSet batch(int step) {
    return new DataSet(
        Arrays3d.normal(step, 1, 3, 4, 5), Arrays3d.ids(50 + step, SmallNetwork.TOKENS, 3, 5));
  }

  private static void assertSameTraining(IUpdater fused, IUpdater dl4js) {
    MultiLayerNetwork ours = network(fused);
    MultiLayerNetwork expected = network(dl4js);
    for (int step = 0; step < 20; step++) {
      ours.fit(batch(step));
      expected.fit(batch(step));
      if (step == 9) {
        ours.setLearningRate(0.0007);
        expected.setLearningRate(0.0007);
      }
    }
    assertThat(Arrays3d.deviation(ours.params(), expected.params())).isLessThan(1e-5);
    INDArray state = ours.getUpdater().getStateViewArray();
    assertThat(Arrays3d.deviation(state, expected.getUpdater().getStateViewArray()))
        .isLessThan(1e-5);
  }

  @Test
  void itStepsAsDl4jsDoes() {
    assertThat(network(new FusedAdam(0.02)).numParams()).isGreaterThan(4096);
    assertSameTraining(new FusedAdam(0.02), new Adam(0.02));
  }

  @Test
  void itsSettingsAreDl4js() {
    FusedAdam fused = new FusedAdam();
    Adam adam = new Adam();
    for (Adam each : new Adam[] {fused, adam}) {
      each.setBeta1(0.7);
      each.setBeta2(0.9);
      each.setEpsilon(0.01);
      each.setLrAndSchedule(
          Double.NaN, new MapSchedule(ScheduleType.ITERATION, Map.of(0, 0.02, 5, 0.005)));
    }

    assertSameTraining(fused, adam);
    assertThat(fused.clone()).isEqualTo(fused).isInstanceOf(FusedAdam.class);
  }

  @Test
  void itsStateContinuesDl4js(@TempDir Path folder) throws IOException {
    MultiLayerNetwork adam = network(new Adam(0.02));
    for (int step = 0; step < 5; step++) {
      adam.fit(batch(step));
    }
    MultiLayerNetwork fused = network(new FusedAdam(0.02));
    fused.setParams(adam.params().dup());
    fused.setIterationCount(adam.getIterationCount());
    fused.getUpdater().setStateViewArray(fused, adam.getUpdater().getStateViewArray().dup(), false);
    ModelSerializer.writeModel(fused, folder.resolve("model.zip").toFile(), true);
    MultiLayerNetwork read =
        ModelSerializer.restoreMultiLayerNetwork(folder.resolve("model.zip").toFile(), true);
    KernelLayers.prepare(read, F32Kernels.JAVA.kernels());

    for (MultiLayerNetwork network : new MultiLayerNetwork[] {adam, fused, read}) {
      network.fit(batch(6));
      network.fit(batch(7));
    }

    assertThat(Arrays3d.deviation(fused.params(), adam.params())).isLessThan(1e-5);
    assertThat(read.params()).isEqualTo(fused.params());
  }

  @Test
  void itComesBackFromJson() {
    MultiLayerConfiguration configuration =
        network(new FusedAdam(0.02)).getLayerWiseConfigurations();
    MultiLayerNetwork read =
        new MultiLayerNetwork(MultiLayerConfiguration.fromJson(configuration.toJson()));
    read.init();

    assertThat(read.getLayerWiseConfigurations()).isEqualTo(configuration);
    assertThat(read.getLearningRate(0)).isCloseTo(0.02, within(1e-12));
    read.fit(batch(0));
    assertThat(read.score()).isFinite();
  }
}
