package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.rnnlm.kernel.Cell;

/** The state that {@code rnnTimeStep} and truncated back-propagation carry on. */
class CarriedStateTest {
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
  void stepByStepIsTheWholeSequence(Cell cell, F32Kernels kernels) {
    MultiLayerNetwork network = SmallNetwork.ours(cell, kernels);
    INDArray inputs = SmallNetwork.inputs();
    INDArray whole = network.output(inputs).dup();

    for (int step = 0; step < SmallNetwork.STEPS; step++) {
      INDArray output = network.rnnTimeStep(inputs.get(at(step)).dup());
      assertThat(Arrays3d.deviation(output, whole.get(at(step)))).isLessThan(1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void windowAfterWindowIsTheWholeSequence(Cell cell, F32Kernels kernels) {
    MultiLayerNetwork network = SmallNetwork.ours(cell, kernels);
    INDArray inputs = SmallNetwork.inputs();
    INDArray whole = network.output(inputs).dup();

    for (int[] window : new int[][] {{0, 2}, {2, 4}, {4, 5}}) {
      INDArrayIndex all = NDArrayIndex.all();
      INDArrayIndex steps = NDArrayIndex.interval(window[0], window[1]);
      INDArray output =
          network.rnnActivateUsingStoredState(inputs.get(all, all, steps).dup(), true, true).get(3);
      assertThat(Arrays3d.deviation(output, whole.get(all, all, steps))).isLessThan(1e-6);
    }
  }

  private static INDArrayIndex[] at(int step) {
    INDArrayIndex all = NDArrayIndex.all();
    return new INDArrayIndex[] {all, all, NDArrayIndex.interval(step, step + 1)};
  }

  @ParameterizedTest
  @EnumSource(names = {"SIMPLE_RNN", "LSTM", "PEEPHOLE_LSTM"})
  void statesHaveDl4jsNamesShapesAndValues(Cell cell) {
    MultiLayerNetwork ours = SmallNetwork.ours(cell, F32Kernels.ONEDNN);
    MultiLayerNetwork dl4js = SmallNetwork.dl4js(cell);
    ours.rnnTimeStep(SmallNetwork.inputs());
    dl4js.rnnTimeStep(SmallNetwork.inputs());

    for (int layer = 0; layer < 2; layer++) {
      Map<String, INDArray> actual = ours.rnnGetPreviousState(layer);
      Map<String, INDArray> expected = dl4js.rnnGetPreviousState(layer);
      assertThat(actual.keySet()).isEqualTo(expected.keySet());
      expected.forEach(
          (name, state) -> {
            assertThat(actual.get(name).shape()).isEqualTo(state.shape());
            assertThat(Arrays3d.deviation(actual.get(name), state)).isLessThan(1e-6);
          });
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aStateCanBeTakenAndPutBack(Cell cell, F32Kernels kernels) {
    MultiLayerNetwork network = SmallNetwork.ours(cell, kernels);
    INDArray inputs = SmallNetwork.inputs();
    network.rnnTimeStep(inputs);
    Map<String, INDArray> first = network.rnnGetPreviousState(0);
    Map<String, INDArray> second = network.rnnGetPreviousState(1);
    INDArray expected = network.rnnTimeStep(inputs).dup();

    network.rnnClearPreviousState();
    assertThat(network.rnnTimeStep(inputs)).isNotEqualTo(expected);
    network.rnnSetPreviousState(0, first);
    network.rnnSetPreviousState(1, second);
    assertThat(network.rnnTimeStep(inputs)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSequenceThatEndedInAWindowHasNoStateAfterIt(Cell cell, F32Kernels kernels) {
    MultiLayerNetwork network = SmallNetwork.ours(cell, kernels);
    RecurrentLayer layer = (RecurrentLayer) network.getLayer(0);
    layer.setMaskArray(SmallNetwork.rightPadded());
    layer.rnnTimeStep(SmallNetwork.inputs(), NO_WORKSPACES);

    layer
        .rnnGetPreviousState()
        .forEach(
            (name, state) -> {
              assertThat(state.getRow(0).amaxNumber().floatValue()).as(name).isPositive();
              assertThat(state.getRow(1).amaxNumber().floatValue()).as(name).isZero();
              assertThat(state.getRow(2).amaxNumber().floatValue()).as(name).isZero();
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aStateOfAnotherBatchSizeIsAnError(Cell cell, F32Kernels kernels) {
    MultiLayerNetwork network = SmallNetwork.ours(cell, kernels);
    network.rnnTimeStep(SmallNetwork.inputs());
    INDArray two = Arrays3d.normal(1, 1, 2, SmallNetwork.INPUTS, SmallNetwork.STEPS);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.rnnTimeStep(two))
        .withMessageContaining("the carried state is of 3 sequences, the input of 2")
        .withMessageContaining("rnnClearPreviousState");
    network.rnnClearPreviousState();
    assertThat(network.rnnTimeStep(two).size(0)).isEqualTo(2);
  }

  @Test
  void soIsOneBesideRecurrentDropout() {
    RecurrentLayer layer = (RecurrentLayer) RecurrentDropoutTest.network(0.5).getLayer(0);
    layer.rnnActivateUsingStoredState(SmallNetwork.inputs(), true, true, NO_WORKSPACES);
    INDArray two = Arrays3d.normal(1, 1, 2, SmallNetwork.INPUTS, SmallNetwork.STEPS);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.rnnActivateUsingStoredState(two, true, true, NO_WORKSPACES))
        .withMessageContaining("the carried state is of 3 sequences, the input of 2");
  }
}
