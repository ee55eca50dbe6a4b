package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.Cell;

/** The updater does what DL4J's own does, to the last bit. */
class OwnGradientUpdaterTest {

  private static MultiLayerNetwork network(MatrixDecay... decay) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new FusedAdam(0.02))
                .miniBatch(false)
                .regularization(List.of(decay))
                .list()
                .layer(new Recurrent.Builder(Cell.LSTM).nIn(4).nOut(7).build())
                .layer(
                    new TokenSoftmax.Builder()
                        .nIn(7)
                        .nOut(SmallNetwork.TOKENS)
                        .biasUpdater(new FusedAdam(0.003)) // so that there are several blocks
                        .build())
                .build());
    network.init();
    KernelLayers.prepare(network, F32Kernels.JAVA.kernels());
    return network;
  }

  private static MultiLayerNetwork withOwnUpdater(MatrixDecay... decay) {
    MultiLayerNetwork network = network(decay);
    OwnGradientUpdater.install(network);
    return network;
  }

  private static DataSet batch(int step) {
    return new DataSet(
        Arrays3d.normal(step, 1, 3, 4, 5), Arrays3d.ids(50 + step, SmallNetwork.TOKENS, 3, 5));
  }

  private static float[] values(INDArray of) {
    return of.dup().data().asFloat();
  }

  private static float[] state(MultiLayerNetwork network) {
    return values(network.getUpdater().getStateViewArray());
  }

  @ParameterizedTest
  @EnumSource
  void itTrainsAsDl4jsOwnDoes(MatrixDecay.Kind kind) {
    MultiLayerNetwork ours = withOwnUpdater(new MatrixDecay(0.1, kind));
    MultiLayerNetwork expected = network(new MatrixDecay(0.1, kind));
    for (int step = 0; step < 6; step++) {
      ours.fit(batch(step));
      expected.fit(batch(step));
    }
    assertThat(ours.getUpdater()).isInstanceOf(OwnGradientUpdater.class);
    assertThat(values(ours.params())).isEqualTo(values(expected.params()));
    assertThat(state(ours)).isEqualTo(state(expected));
  }

  /** Has every gradient multiplied before the optimizer sees it. */
  private static final class Halving extends BaseTrainingListener {
    @Override
    public void onGradientCalculation(Model model) {
      OwnGradientUpdater.scale(model, model.gradient().gradient(), 0.5);
    }
  }

  @Test
  void withoutDecayItTakesStepsInOneGoThatAreDl4jsToo() {
    MultiLayerNetwork ours = withOwnUpdater();
    MultiLayerNetwork expected = network();
    for (int step = 0; step < 6; step++) {
      ours.setListeners(step % 2 == 0 ? List.of() : List.of(new Halving()));
      expected.setListeners(step % 2 == 0 ? List.of() : List.of(new Halving()));
      ours.fit(batch(step));
      expected.fit(batch(step));
    }
    assertThat(values(ours.params())).isEqualTo(values(expected.params()));
    assertThat(state(ours)).isEqualTo(state(expected));
  }

  @Test
  void theGradientOfAStepInOneGoIsLeftAsItWas() {
    MultiLayerNetwork ours = withOwnUpdater();
    MultiLayerNetwork same = network();
    same.setInput(batch(1).getFeatures());
    same.setLabels(batch(1).getLabels());
    same.computeGradientAndScore();
    ours.setListeners(new Halving());
    ours.fit(batch(1));
    assertThat(values(ours.getFlattenedGradients()))
        .isEqualTo(values(same.getFlattenedGradients()));
  }

  @Test
  void aNetworkWhoseRateIsSetTogetherWithItKeepsIt() {
    MultiLayerNetwork ours = network();
    OwnGradientUpdater.install(ours);
    OwnGradientUpdater.restart(ours, 0.007);
    MultiLayerNetwork expected = network();
    expected.setLearningRate(0.007);
    for (int step = 0; step < 3; step++) {
      ours.fit(batch(step));
      expected.fit(batch(step));
    }
    assertThat(ours.getUpdater()).isInstanceOf(OwnGradientUpdater.class);
    assertThat(values(ours.params())).isEqualTo(values(expected.params()));
  }

  @Test
  void aGradientThatIsNotTheNetworksIsForeignToStepsInOneGoToo() {
    assertThat(updated(withOwnUpdater())).isEqualTo(updated(network()));
  }

  @Test
  void aGradientThatIsNotTheNetworksIsTakenAsForeign() {
    MatrixDecay decay = new MatrixDecay(0.1, MatrixDecay.Kind.IN_GRADIENT);
    assertThat(updated(withOwnUpdater(decay))).isEqualTo(updated(network(decay)));
  }

  /** Returns what an updater makes of a gradient beside a network's own. */
  private static float[] updated(MultiLayerNetwork network) {
    network.fit(batch(1));
    INDArray own = network.getFlattenedGradients();
    float[] before = values(own);
    INDArray beside = Nd4j.linspace(DataType.FLOAT, -1, 0.01, own.length()).reshape(own.shape());
    float[] given = values(beside);
    Gradient foreign = new DefaultGradient(beside);
    network.gradient().gradientForVariable().forEach(foreign::setGradientFor);
    network.getUpdater().update(network, foreign, 1, 0, 3, LayerWorkspaceMgr.noWorkspaces());
    assertThat(values(own)).isEqualTo(before);
    assertThat(values(beside)).isNotEqualTo(given);
    return values(beside);
  }
}
