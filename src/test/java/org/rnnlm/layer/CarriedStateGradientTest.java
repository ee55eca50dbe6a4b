package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.BlockSpec;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.RecurrentSpec;

/**
 * Truncated back-propagation through time: each window's gradients against finite differences of
 * its own loss, the state it begins with held constant. Two sequences, hidden 3, embedding 4, 5
 * tokens, windows of 6 steps.
 */
class CarriedStateGradientTest {
  private static final int BATCH = 2;
  private static final int TOKENS = 5;
  private static final int WINDOW = 6;
  private static final double TOLERANCE = 1e-3;
  private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

  static List<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      for (F32Kernels kernels : F32Kernels.values()) {
        cases.add(arguments(cell, kernels));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aWindowsGradientsAreThoseOfItsOwnLoss(Cell cell, F32Kernels kernels) {
    assertWindowsGradients(
        truncated(
            ModelSpec.of(cell, 2, 3).with(EmbeddingSpec.trained(4)),
            ComputeSpec.Layers.RNNLM,
            kernels.spec()),
        cell == Cell.SLSTM ? 3 * TOLERANCE : TOLERANCE); // whose normalization bends the loss
  }

  @ParameterizedTest
  @EnumSource
  void soAreTheyInResidualBlocks(Cell cell) {
    assertWindowsGradients(
        truncated(
            ModelSpec.of(RecurrentSpec.of(cell, 2, 3).in(BlockSpec.RESIDUAL))
                .with(EmbeddingSpec.trained(3)),
            ComputeSpec.Layers.RNNLM,
            F32Kernels.JAVA.spec()));
  }

  /** What is dropped is drawn in the first window and stays. */
  @ParameterizedTest
  @EnumSource(names = {"SIMPLE_RNN", "LSTM", "PEEPHOLE_LSTM", "GRU", "SLSTM"})
  void soAreTheyUnderRecurrentDropout(Cell cell) {
    assertWindowsGradients(
        truncated(
            ModelSpec.of(cell, 1, 3).with(EmbeddingSpec.trained(4)).with(new DropoutSpec(0, 0.4)),
            ComputeSpec.Layers.RNNLM,
            F32Kernels.JAVA.spec()));
  }

  private static void assertWindowsGradients(MultiLayerNetwork network) {
    assertWindowsGradients(network, TOLERANCE);
  }

  private static void assertWindowsGradients(MultiLayerNetwork network, double tolerance) {
    loss(network, Arrays3d.ids(0, TOKENS, BATCH, WINDOW), 0);
    for (int window = 1; window < 3; window++) {
      INDArray ids = Arrays3d.ids(window, TOKENS, BATCH, WINDOW);
      double deviation = deviation(network, ids, window);
      assertThat(deviation).as("window %d", window).isLessThan(tolerance);
    }
  }

  /**
   * The reason why ours differ from DL4J's here: both lose the same, and in the direction in which
   * the gradients differ most, the loss changes as ours says.
   */
  @ParameterizedTest
  @EnumSource(names = {"SIMPLE_RNN", "LSTM"})
  void dl4jsOwnGradientsAreNotThoseOfItsLossOnceAStateIsCarried(Cell cell) {
    MultiLayerNetwork ours =
        truncated(ModelSpec.of(cell, 2, 3), ComputeSpec.Layers.RNNLM, F32Kernels.JAVA.spec());
    MultiLayerNetwork dl4js =
        truncated(ModelSpec.of(cell, 2, 3), ComputeSpec.Layers.DL4J, F32Kernels.JAVA.spec());
    INDArray first = Arrays3d.ids(0, TOKENS, BATCH, WINDOW);
    INDArray second = Arrays3d.ids(1, TOKENS, BATCH, WINDOW);
    loss(ours, first, 0);
    loss(dl4js, Arrays3d.oneHot(first, TOKENS), 0);
    List<Map<String, INDArray>> carried = states(dl4js);

    double loss = loss(ours, second, 1);
    assertThat(loss(dl4js, Arrays3d.oneHot(second, TOKENS), 1)).isCloseTo(loss, within(1e-4));
    INDArray difference = gradient(dl4js).sub(gradient(ours));
    double along =
        FiniteDifferences.along(
            difference,
            dl4js.params(),
            () -> {
              setStates(dl4js, carried);
              return loss(dl4js, Arrays3d.oneHot(second, TOKENS), 1);
            });

    double expected = dot(gradient(ours), difference);
    double apart = difference.norm2Number().doubleValue();
    assertThat(apart).isGreaterThan(0.05 * gradient(ours).norm2Number().doubleValue());
    assertThat(along).isCloseTo(expected / apart, within(TOLERANCE * apart));
  }

  private static double dot(INDArray a, INDArray b) {
    return a.mul(b).sumNumber().doubleValue();
  }

  private static MultiLayerNetwork truncated(
      ModelSpec model, ComputeSpec.Layers layers, KernelSpec kernels) {
    MultiLayerNetwork whole =
        Networks.create(model, TOKENS, 0.01, 1, new ComputeSpec(layers, kernels));
    MultiLayerNetwork network =
        Networks.of(whole.getLayerWiseConfigurations().toJson(), kernels, WINDOW);
    SmallNetwork.draw(network, 3, 0.7);
    return network;
  }

  /** Three windows and a shorter one, each a step from where the one before ended. */
  @ParameterizedTest
  @MethodSource("cases")
  void fittingTakesAStepAWindow(Cell cell, F32Kernels kernels) {
    MultiLayerNetwork fitted =
        truncated(
            ModelSpec.of(cell, 2, 3).with(EmbeddingSpec.trained(4)),
            ComputeSpec.Layers.RNNLM,
            kernels.spec());
    MultiLayerNetwork stepped = fitted.clone();
    Networks.use(stepped, kernels.spec());
    INDArray inputs = Arrays3d.ids(1, TOKENS, BATCH, 3 * WINDOW + 2);
    INDArray labels = Arrays3d.ids(2, TOKENS, BATCH, 3 * WINDOW + 2);

    fitted.fit(new DataSet(inputs, labels));
    for (int from = 0; from < inputs.size(2); from += WINDOW) {
      long to = Math.min(from + WINDOW, inputs.size(2));
      INDArrayIndex all = NDArrayIndex.all();
      stepped.setInput(inputs.get(all, all, NDArrayIndex.interval(from, to)).dup());
      stepped.setLabels(labels.get(all, all, NDArrayIndex.interval(from, to)).dup());
      stepped.computeGradientAndScore();
      Gradient gradient = stepped.gradient();
      stepped.getUpdater().update(stepped, gradient, from / WINDOW, 0, BATCH, NO_WORKSPACES);
      stepped.params().subi(gradient.gradient().reshape(stepped.params().shape()));
    }

    assertThat(fitted.getIterationCount()).isEqualTo(4);
    assertThat(Arrays3d.deviation(fitted.params(), stepped.params())).isLessThan(1e-6);
  }

  /** Returns how far the next window's gradient is from its finite differences. */
  private static double deviation(MultiLayerNetwork network, INDArray inputs, int window) {
    List<Map<String, INDArray>> before = states(network);
    INDArray expected =
        FiniteDifferences.gradient(
            network.params(),
            () -> {
              setStates(network, before);
              return loss(network, inputs, window);
            });
    setStates(network, before);
    loss(network, inputs, window);
    return Arrays3d.deviation(gradient(network), expected);
  }

  /** Computes a window and its gradient, and leaves the state that it ends with. */
  private static double loss(MultiLayerNetwork network, INDArray inputs, int window) {
    network.setInput(inputs);
    network.setLabels(Arrays3d.ids(10 + window, TOKENS, BATCH, WINDOW));
    network.computeGradientAndScore();
    return SmallNetwork.lossSum(network, BATCH);
  }

  private static INDArray gradient(MultiLayerNetwork network) {
    return network.gradient().gradient().reshape(network.params().shape());
  }

  private static List<Map<String, INDArray>> states(MultiLayerNetwork network) {
    List<Map<String, INDArray>> states = new ArrayList<>();
    for (Layer layer : network.getLayers()) {
      if (layer instanceof RecurrentLayer recurrent) {
        Map<String, INDArray> state = recurrent.rnnGetTBPTTState();
        state.replaceAll((name, values) -> values.dup());
        states.add(state);
      }
    }
    return states;
  }

  private static void setStates(MultiLayerNetwork network, List<Map<String, INDArray>> states) {
    int i = 0;
    for (Layer layer : network.getLayers()) {
      if (layer instanceof RecurrentLayer recurrent) {
        recurrent.rnnSetTBPTTState(states.get(i++));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aLayersGradientsAreRightAfterACarriedState(Cell cell, F32Kernels kernels) {
    MultiLayerNetwork network = SmallNetwork.ours(cell, kernels);
    RecurrentLayer layer = (RecurrentLayer) network.getLayer(0);
    layer.setBackpropGradientsViewArray(layer.params().ulike());
    INDArray first = SmallNetwork.inputs();
    INDArray second = first.mul(-0.7).addi(0.1);
    INDArray weights =
        Arrays3d.normal(8, 1, SmallNetwork.BATCH, SmallNetwork.FIRST, SmallNetwork.STEPS);
    layer.rnnActivateUsingStoredState(first, true, true, NO_WORKSPACES);

    layer.rnnActivateUsingStoredState(second, true, false, NO_WORKSPACES);
    Pair<Gradient, INDArray> actual = layer.backpropGradient(weights, NO_WORKSPACES);
    INDArray parameters = actual.getFirst().gradient().dup();

    INDArray expected =
        FiniteDifferences.gradient(layer.params(), () -> weighted(layer, second, weights));
    INDArray inputs = FiniteDifferences.gradient(second, () -> weighted(layer, second, weights));
    assertThat(Arrays3d.deviation(parameters.reshape(expected.shape()), expected))
        .isLessThan(TOLERANCE);
    assertThat(Arrays3d.deviation(actual.getSecond(), inputs)).isLessThan(TOLERANCE);
  }

  /** A weighted sum of a layer's outputs, as a loss. */
  private static double weighted(RecurrentLayer layer, INDArray inputs, INDArray weights) {
    INDArray outputs = layer.rnnActivateUsingStoredState(inputs, true, false, NO_WORKSPACES);
    return outputs.mul(weights).sumNumber().doubleValue();
  }
}
