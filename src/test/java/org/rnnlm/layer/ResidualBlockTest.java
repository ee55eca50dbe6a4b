package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.Block;
import org.rnnlm.model.BlockSpec;
import org.rnnlm.model.CarriedStates;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.RecurrentSpec;

/** Residual blocks: what they carry on, and what they leave as it comes. */
class ResidualBlockTest {
  private static final int TOKENS = 11;
  private static final int BATCH = 3;
  private static final int STEPS = 5;
  private static final int UNITS = 7;

  private static ModelSpec blocks(Cell cell) {
    return ModelSpec.of(RecurrentSpec.of(cell, 2, UNITS).in(new BlockSpec(Block.RESIDUAL, 9)));
  }

  private static MultiLayerNetwork network(ModelSpec model) {
    ComputeSpec compute = new ComputeSpec(ComputeSpec.Layers.RNNLM, F32Kernels.JAVA.spec());
    MultiLayerNetwork network = Networks.create(model, TOKENS, 0.01, 1, compute);
    SmallNetwork.draw(network, 3, 0.6);
    return network;
  }

  private static INDArray ids() {
    return Arrays3d.ids(1, TOKENS, BATCH, STEPS);
  }

  private static INDArrayIndex[] steps(int from, int to) {
    INDArrayIndex all = NDArrayIndex.all();
    return new INDArrayIndex[] {all, all, NDArrayIndex.interval(from, to)};
  }

  @ParameterizedTest
  @EnumSource
  void stepByStepIsTheWholeSequence(Cell cell) {
    MultiLayerNetwork network = network(blocks(cell).with(EmbeddingSpec.trained(UNITS)));
    INDArray whole = network.output(ids()).dup();

    for (int step = 0; step < STEPS; step++) {
      INDArray output = network.rnnTimeStep(ids().get(steps(step, step + 1)).dup());
      assertThat(Arrays3d.deviation(output, whole.get(steps(step, step + 1)))).isLessThan(1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void windowAfterWindowIsTheWholeSequence(Cell cell) {
    MultiLayerNetwork network = network(blocks(cell));
    INDArray whole = network.output(ids()).dup();

    for (int[] window : new int[][] {{0, 2}, {2, 4}, {4, 5}}) {
      INDArray part = ids().get(steps(window[0], window[1])).dup();
      INDArray output = network.rnnActivateUsingStoredState(part, true, true).get(4);
      INDArray expected = whole.get(steps(window[0], window[1]));
      assertThat(Arrays3d.deviation(output, expected)).isLessThan(1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTextThatBeginsAnewForgetsAndTheOthersGoOn(Cell cell) {
    MultiLayerNetwork network = network(blocks(cell));
    network.rnnTimeStep(ids());
    INDArray gone = network.rnnTimeStep(ids()).dup();
    network.rnnClearPreviousState();
    INDArray first = network.rnnTimeStep(ids()).dup();

    CarriedStates.zero(network, new int[] {1});
    INDArray second = network.rnnTimeStep(ids());

    assertThat(Arrays3d.deviation(second.slice(1), first.slice(1))).isLessThan(1e-5);
    assertThat(Arrays3d.deviation(second.slice(2), gone.slice(2))).isLessThan(1e-5);
    assertThat(Arrays3d.deviation(second.slice(2), first.slice(2))).isGreaterThan(1e-4);
  }

  @Test
  void partsThatGiveNothingLeaveTheStreamAsItCame() {
    ModelSpec model = blocks(Cell.MIN_GRU).with(EmbeddingSpec.trained(UNITS));
    MultiLayerNetwork network = network(model);
    network.getLayer(1).getParam("W").assign(0);
    network.getLayer(1).getParam("b").assign(-200); // shut gates, and candidates next to zero
    network.getLayer(1).getParam("down").assign(0);
    network.getLayer(1).getParam("downBias").assign(0);

    assertThat(
            Arrays3d.deviation(
                network.feedForward(ids()).get(2), network.feedForward(ids()).get(1)))
        .isLessThan(1e-6);
  }

  @Test
  void aBackwardPassNeedsAForwardPass() {
    MultiLayerNetwork network = network(blocks(Cell.QRNN));
    network.output(ids());

    assertThatThrownBy(
            () ->
                network
                    .getLayer(1)
                    .backpropGradient(
                        Arrays3d.normal(1, 1, BATCH, UNITS, STEPS),
                        LayerWorkspaceMgr.noWorkspaces()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no forward pass in training mode");
  }
}
