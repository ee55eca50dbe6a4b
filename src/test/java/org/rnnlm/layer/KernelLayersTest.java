package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;

/** Losses step by step, without distributions: 3 sequences, 4 steps, 11 tokens. */
class KernelLayersTest {
  private static final int TOKENS = 11;
  private static final int BATCH = 3;
  private static final int STEPS = 4;

  static List<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      for (F32Kernels kernels : F32Kernels.values()) {
        cases.add(arguments(cell, kernels));
      }
    }
    return cases;
  }

  private static MultiLayerNetwork network(Cell cell, int embedding, F32Kernels kernels) {
    ComputeSpec compute = new ComputeSpec(ComputeSpec.Layers.RNNLM, kernels.spec());
    ModelSpec model =
        ModelSpec.of(cell, 2, 7)
            .with(EmbeddingSpec.trained(embedding))
            .with(new DropoutSpec(0.4, cell.waits() ? 0.3 : 0));
    MultiLayerNetwork network = Networks.create(model, TOKENS, 0.01, 1, compute);
    network.setParams(Arrays3d.normal(3, 0.6, 1, (int) network.numParams()));
    return network;
  }

  private static DataSet window(int number) {
    return new DataSet(
        Arrays3d.ids(number, TOKENS, BATCH, STEPS),
        Arrays3d.ids(90 + number, TOKENS, BATCH, STEPS));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossesAreThoseOfTheProbabilitiesWindowAfterWindow(Cell cell, F32Kernels kernels) {
    MultiLayerNetwork network = network(cell, 5, kernels);
    MultiLayerNetwork stepper = network(cell, 5, kernels);

    for (int number = 0; number < 3; number++) {
      DataSet window = window(number);
      double[] losses = KernelLayers.losses(network, window);
      INDArray probabilities = stepper.rnnTimeStep(window.getFeatures());
      assertThat(losses).hasSize(BATCH * STEPS);
      for (int i = 0; i < losses.length; i++) {
        int step = i / BATCH;
        int token = window.getLabels().getInt(i % BATCH, 0, step);
        double expected = -Math.log(probabilities.getDouble(i % BATCH, token, step));
        assertThat(losses[i]).isCloseTo(expected, within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aMaskedStepLosesNothingAndTheOthersWhatTheyDidBefore(Cell cell, F32Kernels kernels) {
    MultiLayerNetwork network = network(cell, 0, kernels);
    DataSet window = window(0);
    double[] whole = KernelLayers.losses(network, window);
    float[][] mask = {{1, 1, 0, 0}, {1, 1, 1, 1}, {0, 1, 1, 0}};
    window.setLabelsMaskArray(Nd4j.createFromArray(mask));
    network.rnnClearPreviousState();

    double[] losses = KernelLayers.losses(network, window);

    for (int i = 0; i < losses.length; i++) {
      assertThat(losses[i]).isEqualTo(mask[i % BATCH][i / BATCH] * whole[i]);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theyAddUpToTheScoreAndToThatOfEachSequence(Cell cell, F32Kernels kernels) {
    MultiLayerNetwork network = network(cell, 5, kernels);
    DataSet window = window(0);
    window.setLabelsMaskArray(
        Nd4j.createFromArray(new float[][] {{1, 1, 0, 0}, {1, 1, 1, 1}, {1, 1, 1, 0}}));
    double[] losses = KernelLayers.losses(network, window);
    double[] sums = new double[BATCH];
    for (int i = 0; i < losses.length; i++) {
      sums[i % BATCH] += losses[i];
    }

    assertThat(network.score(window)).isCloseTo(sums[0] + sums[1] + sums[2], within(1e-5));
    INDArray scores = network.scoreExamples(window, true);
    assertThat(scores.shape()).containsExactly(BATCH, 1);
    for (int b = 0; b < BATCH; b++) {
      assertThat(scores.getDouble(b, 0)).isCloseTo(sums[b], within(1e-5));
    }
  }

  @Test
  void scoresAreOfTheLabelsSetLast() {
    MultiLayerNetwork network = network(Cell.LSTM, 5, F32Kernels.JAVA);
    double first = network.score(window(0));
    network.fit(window(1));
    network.setParams(Arrays3d.normal(3, 0.6, 1, (int) network.numParams()));

    assertThat(network.score(window(0))).isCloseTo(first, within(1e-6));
  }

  @Test
  void lossesDoNotDisturbTraining() {
    MultiLayerNetwork interrupted = network(Cell.GRU, 5, F32Kernels.ONEDNN);
    MultiLayerNetwork network = network(Cell.GRU, 5, F32Kernels.ONEDNN);
    for (int step = 0; step < 3; step++) {
      for (MultiLayerNetwork each : List.of(network, interrupted)) {
        Nd4j.getRandom().setSeed(step + 1);
        each.fit(window(step));
      }
      KernelLayers.losses(interrupted, window(7));
    }

    assertThat(interrupted.params()).isEqualTo(network.params());
  }

  @Test
  void networksOfDl4jsLayersAreNotOurs() {
    assertThat(KernelLayers.areIn(SmallNetwork.dl4js(Cell.LSTM))).isFalse();
    assertThat(KernelLayers.areIn(SmallNetwork.ours(Cell.LSTM, F32Kernels.JAVA))).isTrue();
  }
}
