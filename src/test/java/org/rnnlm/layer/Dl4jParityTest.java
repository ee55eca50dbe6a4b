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
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.kernel.Cell;

/** The same numbers as DL4J's own layers with the same parameters, where no state is carried. */
class Dl4jParityTest {
  private static final double TOLERANCE = 1e-5;

  /** How the recurrent layers' steps are masked. */
  enum Masking {
    NONE {
      @Override
      INDArray mask() {
        return null;
      }
    },
    RIGHT {
      @Override
      INDArray mask() {
        return SmallNetwork.rightPadded();
      }
    },
    LEFT {
      @Override
      INDArray mask() {
        return SmallNetwork.leftPadded();
      }
    },
    GAPS {
      @Override
      INDArray mask() {
        return SmallNetwork.withGaps();
      }
    };

    abstract INDArray mask();

    boolean padsRight() {
      return this == NONE || this == RIGHT;
    }

    void applyTo(MultiLayerNetwork network) {
      network.getLayer(0).setMaskArray(mask());
      network.getLayer(1).setMaskArray(mask());
    }
  }

  static List<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      if (cell.waits() && cell != Cell.GRU && cell != Cell.SLSTM) { // which DL4J has not
        for (F32Kernels kernels : F32Kernels.values()) {
          cases.add(arguments(cell, kernels));
        }
      }
    }
    return cases;
  }

  static List<Arguments> maskedCases() {
    List<Arguments> masked = new ArrayList<>();
    for (Arguments plain : cases()) {
      for (Masking masking : Masking.values()) {
        masked.add(arguments(plain.get()[0], plain.get()[1], masking));
      }
    }
    return masked;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSameSeedGivesTheSameParameters(Cell cell, F32Kernels kernels) {
    MultiLayerNetwork ours = SmallNetwork.ours(cell, kernels);
    MultiLayerNetwork dl4js = SmallNetwork.dl4js(cell);

    assertThat(ours.paramTable().keySet()).isEqualTo(dl4js.paramTable().keySet());
    dl4js
        .paramTable()
        .forEach(
            (name, expected) ->
                assertThat(ours.getParam(name).reshape(expected.shape()))
                    .as(name)
                    .isEqualTo(expected));
  }

  @ParameterizedTest
  @MethodSource("maskedCases")
  void outputsAreDl4js(Cell cell, F32Kernels kernels, Masking masking) {
    MultiLayerNetwork ours = SmallNetwork.ours(cell, kernels);
    MultiLayerNetwork dl4js = SmallNetwork.dl4js(cell);

    assertClose("probabilities", outputs(ours, masking).get(2), outputs(dl4js, masking).get(2));
    assertClose("first layer", outputs(ours, masking).get(0), outputs(dl4js, masking).get(0));
  }

  /** Returns what each layer gives, one after the other. */
  private static List<INDArray> outputs(MultiLayerNetwork network, Masking masking) {
    masking.applyTo(network);
    return network.feedForward(SmallNetwork.inputs(), false).subList(1, 4);
  }

  /** Where a step follows a missing one, DL4J's LSTM is wrong: see {@link MaskedGradientTest}. */
  static List<Arguments> casesThatDl4jMasksRightly() {
    return maskedCases().stream()
        .filter(c -> c.get()[0] == Cell.SIMPLE_RNN || ((Masking) c.get()[2]).padsRight())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("casesThatDl4jMasksRightly")
  void gradientsAreDl4js(Cell cell, F32Kernels kernels, Masking masking) {
    assertSameGradients(
        SmallNetwork.ours(cell, kernels), SmallNetwork.dl4js(cell), masking, masking.mask());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsOfRaggedBatchesAreDl4js(Cell cell, F32Kernels kernels) {
    assertSameGradients(
        SmallNetwork.ours(cell, kernels),
        SmallNetwork.dl4js(cell),
        Masking.NONE,
        SmallNetwork.rightPadded());
  }

  private static void assertSameGradients(
      MultiLayerNetwork ours, MultiLayerNetwork dl4js, Masking masking, INDArray labelsMask) {
    Pair<Gradient, INDArray> actual = gradients(ours, masking, labelsMask);
    Pair<Gradient, INDArray> expected = gradients(dl4js, masking, labelsMask);

    assertClose("inputs", actual.getSecond(), expected.getSecond());
    expected
        .getFirst()
        .gradientForVariable()
        .forEach(
            (name, gradient) ->
                assertClose(
                    name,
                    actual.getFirst().getGradientFor(name).reshape(gradient.shape()),
                    gradient));
  }

  private static Pair<Gradient, INDArray> gradients(
      MultiLayerNetwork network, Masking masking, INDArray labelsMask) {
    masking.applyTo(network);
    return network.calculateGradients(
        SmallNetwork.inputs(), SmallNetwork.labels(), null, labelsMask);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossesAreDl4js(Cell cell, F32Kernels kernels) {
    MultiLayerNetwork ours = SmallNetwork.ours(cell, kernels);
    MultiLayerNetwork dl4js = SmallNetwork.dl4js(cell);
    DataSet ragged =
        new DataSet(SmallNetwork.inputs(), SmallNetwork.labels(), null, SmallNetwork.rightPadded());

    assertThat(ours.score(ragged) / dl4js.score(ragged)).isBetween(1 - TOLERANCE, 1 + TOLERANCE);
    assertClose("scores", ours.scoreExamples(ragged, false), dl4js.scoreExamples(ragged, false));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tenStepsOfAdamEndAtDl4jsParameters(Cell cell, F32Kernels kernels) {
    MultiLayerNetwork ours = SmallNetwork.ours(cell, kernels);
    MultiLayerNetwork dl4js = SmallNetwork.dl4js(cell);
    INDArray before = ours.params().dup();
    for (int step = 0; step < 10; step++) {
      ours.fit(batch(step));
      dl4js.fit(batch(step));
      assertThat(ours.score()).isCloseTo(dl4js.score(), within(1e-4));
    }

    assertThat(Arrays3d.deviation(before, dl4js.params())).isGreaterThan(0.01);
    assertClose("parameters", ours.params(), dl4js.params());
    assertClose(
        "Adam's state",
        ours.getUpdater().getStateViewArray(),
        dl4js.getUpdater().getStateViewArray());
  }

  /** The sixth batch is of two sequences, and every other one is ragged. */
  private static DataSet batch(int step) {
    int batch = step == 5 ? 2 : SmallNetwork.BATCH;
    INDArray inputs =
        Arrays3d.normal(100 + step, 1, batch, SmallNetwork.INPUTS, SmallNetwork.STEPS);
    INDArray labels = Arrays3d.ids(200 + step, SmallNetwork.TOKENS, batch, SmallNetwork.STEPS);
    return new DataSet(inputs, labels, null, step % 2 == 0 ? SmallNetwork.rightPadded() : null);
  }

  private static void assertClose(String what, INDArray actual, INDArray expected) {
    double deviation = Arrays3d.deviation(actual, expected);
    assertThat(deviation).as(what).isLessThan(TOLERANCE);
  }
}
