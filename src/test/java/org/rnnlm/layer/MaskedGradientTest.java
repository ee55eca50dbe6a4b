package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.Dl4jParityTest.Masking;

/** Gradients of masked layers against finite differences. */
class MaskedGradientTest {
  private static final double TOLERANCE = 1e-3;

  static List<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      for (Masking masking : Masking.values()) {
        cases.add(arguments(cell, masking));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theInputsGradientIsThatOfTheLoss(Cell cell, Masking masking) {
    MultiLayerNetwork network = SmallNetwork.ours(cell, F32Kernels.JAVA);
    INDArray inputs = SmallNetwork.inputs();

    INDArray actual = gradients(network, inputs, masking).getSecond();
    INDArray expected = FiniteDifferences.gradient(inputs, () -> loss(network, inputs, masking));

    assertThat(Arrays3d.deviation(actual, expected)).isLessThan(TOLERANCE);
  }

  /** In the direction in which the two differ, DL4J's own loss changes as ours says. */
  @ParameterizedTest
  @EnumSource(names = {"LEFT", "GAPS"})
  void dl4jsLstmHasWrongGradientsWhereAStepFollowsAMissingOne(Masking masking) {
    MultiLayerNetwork ours = SmallNetwork.ours(Cell.LSTM, F32Kernels.JAVA);
    MultiLayerNetwork dl4js = SmallNetwork.dl4js(Cell.LSTM);
    INDArray inputs = SmallNetwork.inputs();
    INDArray gradient = gradients(ours, inputs, masking).getSecond().dup();
    INDArray theirs = gradients(dl4js, inputs, masking).getSecond();
    INDArray difference = theirs.sub(gradient);
    double apart = difference.norm2Number().doubleValue();

    double along = FiniteDifferences.along(difference, inputs, () -> loss(dl4js, inputs, masking));

    assertThat(apart).isGreaterThan(0.1 * gradient.norm2Number().doubleValue());
    double expected = gradient.mul(difference).sumNumber().doubleValue() / apart;
    assertThat(along).isCloseTo(expected, within(TOLERANCE * apart));
  }

  private static Pair<Gradient, INDArray> gradients(
      MultiLayerNetwork network, INDArray inputs, Masking masking) {
    masking.applyTo(network);
    return network.calculateGradients(inputs, SmallNetwork.labels(), null, masking.mask());
  }

  private static double loss(MultiLayerNetwork network, INDArray inputs, Masking masking) {
    masking.applyTo(network);
    network.setInput(inputs);
    network.setLabels(SmallNetwork.labels());
    network.setLayerMaskArrays(null, masking.mask());
    network.computeGradientAndScore();
    return network.score() * SmallNetwork.BATCH;
  }
}
