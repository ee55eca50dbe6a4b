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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.Block;
import org.rnnlm.model.BlockSpec;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.OutputSpec;
import org.rnnlm.model.RecurrentSpec;

/**
 * Whole networks, input layer, two recurrent layers and softmax: the gradient of every parameter
 * against finite differences, on a ragged batch of 2 sequences, 6 steps, 5 tokens, hidden 3.
 */
class NetworkGradientTest {
  private static final int TOKENS = 5;
  private static final int BATCH = 2;
  private static final int STEPS = 6;
  private static final double TOLERANCE = 1e-3;

  /** Everything at once, recurrent connections left alone. */
  private static final DropoutSpec RECIPE = new DropoutSpec(0.3, 0, 0.5, 0.4, 0.2, 0.4, true);

  static List<Arguments> models() {
    List<Arguments> models = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      models.add(
          arguments(ModelSpec.of(cell, 2, 3).with(EmbeddingSpec.trained(4)), F32Kernels.ONEDNN));
      models.add(
          arguments(
              ModelSpec.of(cell, 2, 3)
                  .with(EmbeddingSpec.trained(4))
                  .with(new DropoutSpec(0.4, cell.waits() ? 0.3 : 0)),
              F32Kernels.ONEDNN));
      if (cell.waits()) {
        models.add(
            arguments(
                ModelSpec.of(cell, 2, 3).with(EmbeddingSpec.trained(4)).with(RECIPE),
                F32Kernels.ONEDNN));
      }
      ModelSpec blocks = residual(cell);
      models.add(arguments(blocks, F32Kernels.JAVA));
      models.add(
          arguments(
              blocks.with(EmbeddingSpec.trained(6)).with(DropoutSpec.of(0.4)), F32Kernels.ONEDNN));
    }
    ModelSpec adaptive =
        ModelSpec.of(Cell.LSTM, 2, 8)
            .with(
                HeadSpec.LANGUAGE_MODEL.with(
                    new OutputSpec(OutputSpec.Kind.ADAPTIVE, List.of(1, 3))));
    models.add(arguments(adaptive.with(EmbeddingSpec.trained(4)), F32Kernels.JAVA));
    models.add(arguments(adaptive.with(EmbeddingSpec.tied(8)).with(RECIPE), F32Kernels.ONEDNN));
    models.add(
        arguments(
            ModelSpec.of(Cell.LSTM, 2, 3).with(EmbeddingSpec.tied(3)).with(RECIPE),
            F32Kernels.JAVA));
    models.add(
        arguments(
            ModelSpec.of(Cell.GRU, 3, 4).with(EmbeddingSpec.tied(3)).with(RECIPE),
            F32Kernels.ONEDNN));
    models.add(
        arguments(
            residual(Cell.MIN_GRU).with(EmbeddingSpec.tied(6)).with(DropoutSpec.of(0.4)),
            F32Kernels.JAVA));
    models.add(arguments(ModelSpec.of(Cell.GRU, 2, 3), F32Kernels.JAVA));
    models.add(
        arguments(
            ModelSpec.of(Cell.LSTM, 1, 3).with(EmbeddingSpec.tied(3)).with(DropoutSpec.of(0.4)),
            F32Kernels.JAVA));
    models.add(
        arguments(ModelSpec.of(Cell.GRU, 2, 3).with(EmbeddingSpec.tied(3)), F32Kernels.ONEDNN));
    return models;
  }

  private static ModelSpec residual(Cell cell) {
    return ModelSpec.of(RecurrentSpec.of(cell, 2, 6).in(new BlockSpec(Block.RESIDUAL, 4)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyParametersGradientIsThatOfTheLoss(ModelSpec model, F32Kernels kernels) {
    MultiLayerNetwork network = network(model, kernels);

    INDArray expected = FiniteDifferences.gradient(network.params(), () -> loss(network));
    loss(network);
    double deviation = Arrays3d.deviation(network.gradient().gradient(), expected);

    // Differences of three units that are normalized are coarser.
    assertThat(deviation).isLessThan(model.cell() == Cell.SLSTM ? 10 * TOLERANCE : TOLERANCE);
  }

  private static MultiLayerNetwork network(ModelSpec model, F32Kernels kernels) {
    ComputeSpec compute = new ComputeSpec(ComputeSpec.Layers.RNNLM, kernels.spec());
    MultiLayerNetwork network = Networks.create(model, TOKENS, 0.01, 1, compute);
    SmallNetwork.draw(network, 3, 0.6);
    return network;
  }

  private static INDArray mask() {
    return Nd4j.createFromArray(new float[][] {{1, 1, 1, 1, 0, 0}, {1, 1, 1, 1, 1, 1}});
  }

  /** Returns the loss, with the same dropout in every call. */
  private static double loss(MultiLayerNetwork network) {
    Nd4j.getRandom().setSeed(7);
    network.setInput(Arrays3d.ids(1, TOKENS, BATCH, STEPS));
    network.setLabels(Arrays3d.ids(2, TOKENS, BATCH, STEPS));
    network.setLayerMaskArrays(null, mask());
    network.computeGradientAndScore();
    return SmallNetwork.lossSum(network, BATCH);
  }

  @ParameterizedTest
  @EnumSource
  void aMaskOverTheFeaturesLeavesOutWhatOneOverTheLabelsDoes(F32Kernels kernels) {
    MultiLayerNetwork network =
        network(ModelSpec.of(Cell.LSTM, 2, 3).with(EmbeddingSpec.trained(4)), kernels);
    double expected = loss(network);
    INDArray gradient = network.gradient().gradient().dup();
    network.clearLayerMaskArrays();

    network.setLayerMaskArrays(mask(), null);
    network.computeGradientAndScore();

    assertThat(SmallNetwork.lossSum(network, BATCH)).isCloseTo(expected, within(1e-5));
    assertThat(Arrays3d.deviation(network.gradient().gradient(), gradient)).isLessThan(1e-5);
  }

  @ParameterizedTest
  @MethodSource("models")
  void theSameSeedGivesTheSameStep(ModelSpec model, F32Kernels kernels) {
    assertThat(afterThreeSteps(model, kernels, 5)).isEqualTo(afterThreeSteps(model, kernels, 5));
    if (model.dropout().activations() > 0) {
      assertThat(afterThreeSteps(model, kernels, 5))
          .isNotEqualTo(afterThreeSteps(model, kernels, 6));
    }
  }

  private static INDArray afterThreeSteps(ModelSpec model, F32Kernels kernels, long seed) {
    MultiLayerNetwork network = network(model, kernels);
    Nd4j.getRandom().setSeed(seed);
    DataSet batch =
        new DataSet(
            Arrays3d.ids(1, TOKENS, BATCH, STEPS),
            Arrays3d.ids(2, TOKENS, BATCH, STEPS),
            null,
            mask());
    for (int step = 0; step < 3; step++) {
      network.fit(batch);
    }
    return network.params().dup();
  }

  /** An untied network with the same vectors in both places is what a tied one is. */
  @Test
  void aTiedGradientIsTheSumOfBothItsUses() {
    MultiLayerNetwork tied =
        network(ModelSpec.of(Cell.GRU, 2, 3).with(EmbeddingSpec.tied(3)), F32Kernels.JAVA);
    MultiLayerNetwork untied =
        network(ModelSpec.of(Cell.GRU, 2, 3).with(EmbeddingSpec.trained(3)), F32Kernels.JAVA);
    tied.paramTable().forEach((name, values) -> untied.getParam(name).assign(values));
    untied.getParam("0_W").assign(tied.getParam("3_W").transpose());

    assertThat(loss(untied)).isCloseTo(loss(tied), within(1e-6));
    INDArray embedding = untied.gradient().getGradientFor("0_W"); // [tokens, width]
    INDArray output = untied.gradient().getGradientFor("3_W"); // [width, tokens]

    assertThat(embedding.amaxNumber().doubleValue()).isGreaterThan(0.05);
    INDArray sum = embedding.transpose().add(output);
    assertThat(Arrays3d.deviation(tied.gradient().getGradientFor("3_W"), sum)).isLessThan(1e-5);
    assertThat(tied.numParams()).isEqualTo(untied.numParams() - TOKENS * 3);
  }
}
