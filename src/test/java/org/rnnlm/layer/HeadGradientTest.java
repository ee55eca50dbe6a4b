package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.rnnlm.layer.OnePredictionASequence.BATCH;
import static org.rnnlm.layer.OnePredictionASequence.EMBEDDING;
import static org.rnnlm.layer.OnePredictionASequence.HIDDEN;
import static org.rnnlm.layer.OnePredictionASequence.all;
import static org.rnnlm.layer.OnePredictionASequence.arrays;
import static org.rnnlm.layer.OnePredictionASequence.head;
import static org.rnnlm.layer.OnePredictionASequence.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import org.rnnlm.kernel.TargetWeights;
import org.rnnlm.model.BlockSpec;
import org.rnnlm.model.Direction;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Predictions;
import org.rnnlm.model.RecurrentSpec;
import org.rnnlm.shard.TokenSequence;

/**
 * Networks that make one prediction a sequence, in one direction and in both, on a ragged batch of
 * 3 sequences: their gradients against finite differences, and what they make of padding.
 */
class HeadGradientTest {
  private static final int DIRECTIONS = 1;
  private static final double TOLERANCE = 1e-3;

  static List<Arguments> models() {
    List<Arguments> models = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      ModelSpec layers = ModelSpec.of(cell, 2, HIDDEN).with(EmbeddingSpec.trained(EMBEDDING));
      models.add(arguments(layers.with(head(Head.CLASS, Pooling.LAST, 0)), oneDnn()));
      models.add(
          arguments(
              layers.with(head(Head.CLASS, Pooling.MEAN, 5)).reading(Direction.BOTH), oneDnn()));
      models.add(
          arguments(
              layers.with(head(Head.NEXT_TOKEN, Pooling.LAST, 5)).reading(Direction.BOTH), java()));
    }
    ModelSpec blocks =
        ModelSpec.of(RecurrentSpec.of(Cell.QRNN, 2, HIDDEN).in(BlockSpec.RESIDUAL))
            .with(DropoutSpec.of(0.4));
    models.add(
        arguments(
            blocks.with(head(Head.NEXT_TOKEN, Pooling.MEAN, 5)).reading(Direction.BOTH), oneDnn()));
    models.add(arguments(blocks.with(head(Head.CLASS, Pooling.LAST, 0)), java()));
    ModelSpec dropping = ModelSpec.of(Cell.GRU, 2, HIDDEN).with(new DropoutSpec(0.4, 0.3));
    models.add(
        arguments(
            dropping.with(head(Head.NEXT_TOKEN, Pooling.MEAN, 5)).reading(Direction.BOTH),
            oneDnn()));
    models.add(
        arguments(
            dropping.with(head(Head.CLASS, Pooling.LAST, 0)).reading(Direction.BOTH), java()));
    models.add(
        arguments(
            ModelSpec.of(Cell.LSTM, 2, HIDDEN)
                .with(EmbeddingSpec.trained(EMBEDDING))
                .with(new DropoutSpec(0.3, 0, 0.5, 0.4, 0.2, 0.4, true))
                .with(head(Head.CLASS, Pooling.MEAN, 5))
                .reading(Direction.BOTH),
            oneDnn()));
    ModelSpec tied = ModelSpec.of(Cell.LSTM, 1, HIDDEN).with(EmbeddingSpec.tied(HIDDEN));
    models.add(arguments(tied.with(head(Head.NEXT_TOKEN, Pooling.LAST, 0)), oneDnn()));
    return models;
  }

  private static F32Kernels oneDnn() {
    return F32Kernels.ONEDNN;
  }

  private static F32Kernels java() {
    return F32Kernels.JAVA;
  }

  /** Returns the loss, with the same dropout in every call. */
  private static double loss(MultiLayerNetwork network, ModelSpec model, TokenSequence... batch) {
    Nd4j.getRandom().setSeed(7);
    DataSet arrays = arrays(model, batch);
    network.setInput(arrays.getFeatures());
    network.setLabels(arrays.getLabels());
    network.setLayerMaskArrays(arrays.getFeaturesMaskArray(), null);
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
    return SmallNetwork.lossSum(network, batch.length);
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyParametersGradientIsThatOfTheLoss(ModelSpec model, F32Kernels kernels) {
    assertGradientsAreThoseOfTheLoss(network(model, kernels), model);
  }

  @ParameterizedTest
  @EnumSource(
      value = Pooling.class,
      names = {"LAST", "MEAN"})
  void aWeighedLossAndItsGradientsMultiplyEachSequenceByItsClassesWeight(Pooling pooling) {
    ModelSpec model =
        ModelSpec.of(Cell.GRU, 2, HIDDEN)
            .with(EmbeddingSpec.trained(EMBEDDING))
            .with(head(Head.CLASS, pooling, 5));
    for (F32Kernels kernels : F32Kernels.values()) {
      MultiLayerNetwork network = network(model, kernels);
      double equal = loss(network, model, all());
      double[] alone = scores(network, model);
      KernelLayers.weigh(network, TargetWeights.of(0.5f, 3, 0));

      assertThat(loss(network, model, all()))
          .isCloseTo(0 * alone[0] + 0.5 * alone[1] + 3 * alone[2], within(1e-5))
          .isNotCloseTo(equal, within(0.01));
      assertGradientsAreThoseOfTheLoss(network, model);
      assertThat(scores(network, model)).as("scores weigh nothing").isEqualTo(alone);
    }
  }

  private static double[] scores(MultiLayerNetwork network, ModelSpec model) {
    network.rnnClearPreviousState();
    return KernelLayers.losses(network, arrays(model, all()));
  }

  @Test
  void weightsOfOtherClassesAreRefused() {
    ModelSpec model = ModelSpec.of(Cell.GRU, 1, HIDDEN).with(head(Head.CLASS, Pooling.LAST, 0));
    MultiLayerNetwork network = network(model, F32Kernels.JAVA);
    KernelLayers.weigh(network, TargetWeights.of(1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss(network, model, all()))
        .withMessageContaining("2 weights of 3 targets");
    assertThatIllegalArgumentException().isThrownBy(() -> TargetWeights.of(1, Float.NaN));
  }

  private static void assertGradientsAreThoseOfTheLoss(MultiLayerNetwork network, ModelSpec model) {
    loss(network, model, all());
    Map<String, INDArray> gradients = network.gradient().gradientForVariable();
    assertThat(gradients.keySet()).isEqualTo(network.paramTable().keySet());
    double largest = network.gradient().gradient().norm2Number().doubleValue();
    Map<String, INDArray> copies = new TreeMap<>();
    gradients.forEach((name, gradient) -> copies.put(name, gradient.dup()));

    copies.forEach(
        (name, gradient) -> {
          INDArray values = network.getParam(name);
          for (int seed = 0; seed < DIRECTIONS; seed++) {
            INDArray direction = Arrays3d.normal(seed, 1, 1, (int) values.length());
            direction = direction.reshape(values.ordering(), values.shape());
            double slope =
                FiniteDifferences.along(direction, values, () -> loss(network, model, all()));
            double norm = direction.norm2Number().doubleValue();
            double expected = gradient.mul(direction).sumNumber().doubleValue() / norm;
            assertThat(slope).as(name).isCloseTo(expected, within(TOLERANCE * largest));
          }
        });
  }

  /** To the rounding of single precision: products of other sizes add up in another order. */
  @ParameterizedTest
  @MethodSource("models")
  void whatASequenceIsBatchedWithDoesNotMatter(ModelSpec model, F32Kernels kernels) {
    MultiLayerNetwork network = network(model, kernels);
    float[][] together = Predictions.of(network, arrays(model, all()));

    for (int i = 0; i < BATCH.size(); i++) {
      float[] alone = Predictions.of(network, arrays(model, BATCH.get(i)))[0];
      for (int id = 0; id < alone.length; id++) {
        assertThat(together[i][id]).isCloseTo(alone[id], within(2e-6f));
      }
    }
    assertThat(together[0]).isNotEqualTo(together[2]);
  }

  @ParameterizedTest
  @MethodSource("models")
  void paddingAddsNothingToTheGradient(ModelSpec model, F32Kernels kernels) {
    if (model.dropout().activations() > 0) {
      return; // whose draws are others for other shapes
    }
    MultiLayerNetwork network = network(model, kernels);
    INDArray sum = Nd4j.zeros(1, network.numParams());
    for (TokenSequence sequence : BATCH) {
      loss(network, model, sequence);
      sum.addi(network.gradient().gradient());
    }

    loss(network, model, all());

    assertThat(Arrays3d.deviation(network.gradient().gradient(), sum)).isLessThan(1e-5);
  }

  @Test
  void lossesAreThoseOfTheDistributions() {
    ModelSpec model =
        ModelSpec.of(Cell.LSTM, 1, HIDDEN)
            .with(EmbeddingSpec.trained(EMBEDDING))
            .with(head(Head.CLASS, Pooling.LAST, 5))
            .reading(Direction.BOTH);
    MultiLayerNetwork network = network(model, F32Kernels.ONEDNN);
    DataSet arrays = arrays(model, all());
    float[][] distributions = Predictions.of(network, arrays);

    double[] losses = KernelLayers.losses(network, arrays);

    double[] expected =
        BATCH.stream()
            .mapToDouble(
                sequence -> -Math.log(distributions[(int) sequence.sequence()][sequence.label()]))
            .toArray();
    assertThat(losses).hasSize(3);
    assertThat(Arrays.stream(losses).sum()).isCloseTo(loss(network, model, all()), within(1e-5));
    for (int i = 0; i < losses.length; i++) {
      assertThat(losses[i]).isCloseTo(expected[i], within(1e-5));
    }
  }
}
