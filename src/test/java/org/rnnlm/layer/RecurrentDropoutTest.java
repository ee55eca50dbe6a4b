package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.rnnlm.kernel.Cell;

/** Recurrent dropout: one draw for all steps of a sequence. */
class RecurrentDropoutTest {
  private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();
  private static final String SCALES = "recurrentDropout";

  static MultiLayerNetwork network(double share) {
    return network(Cell.LSTM, share);
  }

  private static MultiLayerNetwork network(Cell cell, double share) {
    return SmallNetwork.network(
        new Recurrent.Builder(cell)
            .recurrentDropout(share)
            .nIn(SmallNetwork.INPUTS)
            .nOut(SmallNetwork.FIRST)
            .build(),
        new TokenSoftmax.Builder().nIn(SmallNetwork.FIRST).nOut(SmallNetwork.TOKENS).build());
  }

  private static INDArray train(RecurrentLayer layer) {
    return layer.rnnActivateUsingStoredState(SmallNetwork.inputs(), true, true, NO_WORKSPACES);
  }

  @ParameterizedTest
  @EnumSource(names = {"MIN_GRU", "MIN_LSTM", "QRNN"})
  void cellsWithoutRecurrentConnectionsRefuseIt(Cell cell) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network(cell, 0.6))
        .withMessage(
            "a %s has no recurrent connections that dropout could drop; set recurrent dropout and"
                + " weight drop to 0",
            cell.title());
  }

  @ParameterizedTest
  @EnumSource(names = {"SIMPLE_RNN", "LSTM", "PEEPHOLE_LSTM", "GRU", "SLSTM"})
  void itIsForTrainingAlone(Cell cell) {
    MultiLayerNetwork dropping = network(cell, 0.6);
    MultiLayerNetwork plain = network(cell, 0);
    INDArray inputs = SmallNetwork.inputs();

    INDArray expected = plain.output(inputs).dup();
    assertThat(Arrays3d.deviation(dropping.output(inputs), expected)).isLessThan(1e-2); // bf16
    INDArray trained = dropping.output(inputs, true);
    assertThat(Arrays3d.deviation(trained, expected)).isGreaterThan(2e-2);
  }

  @Test
  void theFirstStepHasNoStateToDrop() {
    INDArray inputs = SmallNetwork.inputs();
    INDArray dropping = network(0.6).getLayer(0).activate(inputs, true, NO_WORKSPACES);
    INDArray plain = network(0).getLayer(0).activate(inputs, true, NO_WORKSPACES);

    assertThat(Arrays3d.deviation(step(dropping, 0), step(plain, 0))).isLessThan(1e-2); // bf16
    assertThat(Arrays3d.deviation(step(dropping, 4), step(plain, 4))).isGreaterThan(2e-2);
  }

  private static INDArray step(INDArray array, int step) {
    return array.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(step));
  }

  @Test
  void allWindowsOfASequenceDropTheSame() {
    RecurrentLayer layer = (RecurrentLayer) network(0.5).getLayer(0);
    train(layer);
    INDArray first = layer.rnnGetTBPTTState().get(SCALES).dup();
    train(layer);
    train(layer);

    assertThat(layer.rnnGetTBPTTState().get(SCALES)).isEqualTo(first);
  }

  @Test
  void theNextSequenceDropsAnew() {
    RecurrentLayer layer = (RecurrentLayer) network(0.5).getLayer(0);
    train(layer);
    INDArray first = layer.rnnGetTBPTTState().get(SCALES).dup();
    layer.rnnClearPreviousState();
    train(layer);

    assertThat(layer.rnnGetTBPTTState().get(SCALES)).isNotEqualTo(first);
  }

  @Test
  void wholeSequencesDropAnewEachTime() {
    MultiLayerNetwork network = network(0.5);

    INDArray first = network.output(SmallNetwork.inputs(), true).dup();
    assertThat(network.output(SmallNetwork.inputs(), true)).isNotEqualTo(first);
  }

  @Test
  void theSeedDecidesWhatIsDropped() {
    MultiLayerNetwork network = network(0.5);
    Nd4j.getRandom().setSeed(3);
    INDArray first = network.output(SmallNetwork.inputs(), true).dup();
    Nd4j.getRandom().setSeed(3);
    assertThat(network.output(SmallNetwork.inputs(), true)).isEqualTo(first);
    Nd4j.getRandom().setSeed(4);
    assertThat(network.output(SmallNetwork.inputs(), true)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.8})
  void theShareIsDroppedAndTheRestScaledUp(double share) {
    MultiLayerNetwork network =
        SmallNetwork.network(
            new Recurrent.Builder(Cell.SIMPLE_RNN).recurrentDropout(share).nIn(2).nOut(100).build(),
            new TokenSoftmax.Builder().nIn(100).nOut(3).build());
    RecurrentLayer layer = (RecurrentLayer) network.getLayer(0);
    Nd4j.getRandom().setSeed(11);
    layer.rnnActivateUsingStoredState(Arrays3d.normal(1, 1, 100, 2, 1), true, true, NO_WORKSPACES);
    float[] scales = layer.rnnGetTBPTTState().get(SCALES).data().asFloat();

    int dropped = 0;
    for (float scale : scales) {
      assertThat(scale == 0 || scale == (float) (1 / (1 - share))).isTrue();
      dropped += scale == 0 ? 1 : 0;
    }
    assertThat(dropped / 10_000.0).isCloseTo(share, within(0.02));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void aShareIsAtLeastZeroAndBelowOne(double share) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Recurrent.Builder(Cell.GRU).recurrentDropout(share))
        .withMessage("recurrent dropout is " + share + ", it must be at least 0 and below 1");
  }
}
