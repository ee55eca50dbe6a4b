package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.kernel.OneDnn;

/** However an array lies in memory, and however small it is, it holds the same numbers. */
class InputLayoutTest {

  static List<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (F32Kernels kernels : F32Kernels.values()) {
      for (int[] sizes : new int[][] {{3, 5}, {1, 5}, {3, 1}, {1, 1}}) {
        cases.add(arguments(kernels, sizes[0], sizes[1]));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void viewsAndOrdersChangeNothing(F32Kernels kernels, int batch, int steps) {
    MultiLayerNetwork network = SmallNetwork.ours(Cell.LSTM, kernels);
    INDArray plain = Arrays3d.normal(4, 1, batch, SmallNetwork.INPUTS, steps);
    INDArray expected = network.output(plain).dup();

    for (INDArray arranged :
        List.of(
            plain.dup('f'),
            part(plain, 'c', 0, 1, 2),
            part(plain, 'f', 0, 1, 2),
            part(plain, 'c', 2, 0, 1),
            part(plain, 'f', 2, 0, 1))) {
      assertThat(arranged).isEqualTo(plain);
      assertThat(network.output(arranged)).isEqualTo(expected);
      assertThat(network.rnnTimeStep(arranged)).isEqualTo(expected);
      network.rnnClearPreviousState();
    }
  }

  /** The later half of an array that is twice as long, its dimensions in another order. */
  private static INDArray part(INDArray array, char order, int... dimensions) {
    INDArray permuted = array.permute(dimensions);
    long[] shape = permuted.shape().clone();
    int time = indexOf(2, dimensions);
    shape[time] *= 2;
    INDArray twice = Nd4j.valueArrayOf(shape, -9.0).dup(order);
    int[] back = {indexOf(0, dimensions), indexOf(1, dimensions), time};
    INDArray part =
        twice
            .permute(back)
            .get(
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.interval(array.size(2), 2 * array.size(2)));
    return part.assign(array);
  }

  private static int indexOf(int dimension, int... dimensions) {
    for (int i = 0; i < dimensions.length; i++) {
      if (dimensions[i] == dimension) {
        return i;
      }
    }
    throw new IllegalArgumentException("no dimension " + dimension);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void smallBatchesHaveDl4jsGradients(F32Kernels kernels, int batch, int steps) {
    INDArray inputs = Arrays3d.normal(4, 1, batch, SmallNetwork.INPUTS, steps);
    INDArray labels = Arrays3d.ids(5, SmallNetwork.TOKENS, batch, steps);
    MultiLayerNetwork ours = SmallNetwork.ours(Cell.LSTM, kernels);
    MultiLayerNetwork dl4js = SmallNetwork.dl4js(Cell.LSTM);
    INDArray actual = ours.calculateGradients(inputs, labels, null, null).getSecond();
    INDArray expected = dl4js.calculateGradients(inputs, labels, null, null).getSecond();

    assertThat(Arrays3d.deviation(actual, expected)).isLessThan(1e-5);
    assertThat(Arrays3d.deviation(ours.getFlattenedGradients(), dl4js.getFlattenedGradients()))
        .isLessThan(1e-5);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsInBf16AreThoseInF32WithinTwoPercent(Cell cell) {
    assumeThat(OneDnn.hasBf16()).as("whether this processor multiplies bf16").isTrue();
    KernelSpec bf16 = new KernelSpec(KernelChoice.ONEDNN, Bf16Choice.ON);
    INDArray expected = gradient(cell, F32Kernels.ONEDNN.kernels());
    INDArray actual = gradient(cell, Kernels.of(bf16));

    double deviation =
        actual.sub(expected).norm2Number().doubleValue() / expected.norm2Number().doubleValue();
    assertThat(deviation).isBetween(1e-5, 0.02);
  }

  private static INDArray gradient(Cell cell, Kernels kernels) {
    MultiLayerNetwork network =
        SmallNetwork.network(
            new TokenEmbedding.Builder().nIn(90).nOut(48).build(),
            new Recurrent.Builder(cell).nIn(48).nOut(64).build(),
            new Recurrent.Builder(cell).nIn(64).nOut(80).build(),
            new TokenSoftmax.Builder().nIn(80).nOut(90).build());
    network.params().muli(0.2); // about as large as weights are
    KernelLayers.prepare(network, kernels);
    network.setInput(Arrays3d.ids(1, 90, 16, 20));
    network.setLabels(Arrays3d.ids(2, 90, 16, 20));
    network.computeGradientAndScore();
    return network.gradient().gradient().dup();
  }
}
