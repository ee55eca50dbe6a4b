package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.Cell;

class HeldParametersTest {
  @ParameterizedTest
  @EnumSource(Cell.class)
  void aHeldNetworkComputesTheSameWithoutLookingAtItsParameters(Cell cell) {
    List<Float> expected = steps(SmallNetwork.ours(cell, F32Kernels.ONEDNN), false);

    MultiLayerNetwork held = SmallNetwork.ours(cell, F32Kernels.ONEDNN);
    KernelLayers.hold(held);

    assertThat(steps(held, true)).isEqualTo(expected);
  }

  /**
   * @param spoiling whether the recurrent layers' weights are spoilt once a step was made
   */
  private static List<Float> steps(MultiLayerNetwork network, boolean spoiling) {
    List<Float> outputs = new ArrayList<>();
    Nd4j.getRandom().setSeed(8);
    for (int step = 0; step < 4; step++) {
      INDArray input = Nd4j.randn(SmallNetwork.BATCH, SmallNetwork.INPUTS, 1);
      for (float output : network.rnnTimeStep(input).dup('c').data().asFloat()) {
        outputs.add(output);
      }
      if (spoiling) {
        network.getLayer(0).getParam("W").assign(9);
        network.getLayer(1).getParam("W").assign(9);
      }
    }
    return outputs;
  }
}
