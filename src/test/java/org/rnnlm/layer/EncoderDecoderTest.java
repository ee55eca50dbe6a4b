package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.Architecture;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.PairArrays;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Vocabulary;

/** Whole encoders and decoders on pairs: 4 tokens to 2 and 4 to 3, of 9 ids, hidden 3. */
class EncoderDecoderTest {
  private static final int TOKENS = 9;
  private static final TokenSequence SHORT = pair(0, new int[] {5, 4, 8, 7}, 6, 5);
  private static final TokenSequence LONG = pair(1, new int[] {7, 7, 4, 6}, 4, 8, 5);

  static List<Arguments> models() {
    List<Arguments> models = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      models.add(
          arguments(
              ModelSpec.of(cell, 2, units(cell)).with(EmbeddingSpec.trained(4)),
              F32Kernels.ONEDNN));
      models.add(
          arguments(
              ModelSpec.of(cell, 1, 3)
                  .with(EmbeddingSpec.trained(4))
                  .with(new DropoutSpec(0.4, cell.waits() ? 0.3 : 0)),
              F32Kernels.ONEDNN));
    }
    models.add(
        arguments(ModelSpec.of(Cell.LSTM, 3, 3).with(DropoutSpec.of(0.4)), F32Kernels.ONEDNN));
    models.add(
        arguments(
            ModelSpec.of(Cell.GRU, 2, 3).with(EmbeddingSpec.tied(3)).with(DropoutSpec.of(0.4)),
            F32Kernels.ONEDNN));
    models.add(
        arguments(ModelSpec.of(Cell.LSTM, 1, 3).with(EmbeddingSpec.tied(3)), F32Kernels.JAVA));
    return models;
  }

  /**
   * Returns how many units a model has: a cell that is normalized needs more, since three units
   * that are nearly alike bend the loss too much for finite differences.
   */
  private static int units(Cell cell) {
    return cell == Cell.SLSTM ? 9 : 3;
  }

  private static TokenSequence pair(long sequence, int[] source, int... target) {
    return new TokenSequence(sequence, sequence, PairSequences.join(source, target));
  }

  private static MultiLayerNetwork network(ModelSpec model, F32Kernels kernels) {
    ComputeSpec compute = new ComputeSpec(ComputeSpec.Layers.RNNLM, kernels.spec());
    MultiLayerNetwork network =
        Networks.create(model.with(Architecture.ENCODER_DECODER), TOKENS, 0.01, 1, compute);
    SmallNetwork.draw(network, 3, 0.6);
    return network;
  }

  private static DataSet arrays(TokenSequence... pairs) {
    return PairArrays.of(List.of(pairs), TOKENS);
  }

  /** Returns the loss, with the same dropout in every call. */
  private static double loss(MultiLayerNetwork network, DataSet batch) {
    Nd4j.getRandom().setSeed(7);
    network.setInput(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.setLayerMaskArrays(batch.getFeaturesMaskArray(), batch.getLabelsMaskArray());
    network.computeGradientAndScore();
    return SmallNetwork.lossSum(network, (int) batch.getFeatures().size(0));
  }

  private static INDArray gradient(MultiLayerNetwork network, DataSet batch) {
    loss(network, batch);
    return network.gradient().gradient().dup();
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyParametersGradientIsThatOfTheTargetsLoss(ModelSpec model, F32Kernels kernels) {
    MultiLayerNetwork network = network(model, kernels);
    DataSet batch = arrays(SHORT, LONG);

    INDArray expected = FiniteDifferences.gradient(network.params(), () -> loss(network, batch));
    INDArray actual = gradient(network, batch);

    assertThat(Arrays3d.deviation(actual, expected)).isLessThan(1e-3);
    INDArray encoder = network.gradient().getGradientFor("1_encoderW");
    assertThat(encoder.norm2Number().doubleValue())
        .as("what reaches the encoder through the states alone")
        .isGreaterThan(1e-3);
  }

  @ParameterizedTest
  @EnumSource
  void oneDnnAndJavaGiveTheSameGradients(Cell cell) {
    ModelSpec model = ModelSpec.of(cell, 2, 3).with(EmbeddingSpec.trained(4));
    DataSet batch = arrays(SHORT, LONG);

    INDArray oneDnn = gradient(network(model, F32Kernels.ONEDNN), batch);
    INDArray java = gradient(network(model, F32Kernels.JAVA), batch);

    assertThat(Arrays3d.deviation(oneDnn, java)).isLessThan(1e-5);
  }

  @ParameterizedTest
  @EnumSource
  void whatAPairIsBatchedWithDoesNotMatter(Cell cell) {
    MultiLayerNetwork network =
        network(ModelSpec.of(cell, 2, 3).with(EmbeddingSpec.trained(4)), F32Kernels.ONEDNN);

    double together = loss(network, arrays(SHORT, LONG));
    INDArray gradient = network.gradient().gradient().dup();
    double apart = loss(network, arrays(SHORT));
    INDArray sum = network.gradient().gradient().dup();
    apart += loss(network, arrays(LONG));
    sum.addi(network.gradient().gradient());

    double tolerance = cell == Cell.SLSTM ? 1e-4 : 1e-5; // which normalizes three units
    assertThat(together).isCloseTo(apart, within(tolerance));
    assertThat(Arrays3d.deviation(gradient, sum)).isLessThan(tolerance);
    assertThat(KernelLayers.losses(network, arrays(SHORT, LONG)))
        .containsExactly(interleaved(network), within(tolerance));
  }

  /** The losses of both pairs read alone, as [time, batch]. */
  private static double[] interleaved(MultiLayerNetwork network) {
    double[] first = KernelLayers.losses(network, arrays(SHORT));
    double[] second = KernelLayers.losses(network, arrays(LONG));
    double[] both = new double[2 * second.length];
    for (int i = 0; i < second.length; i++) {
      both[2 * i] = i < first.length ? first[i] : 0;
      both[2 * i + 1] = second[i];
    }
    return both;
  }

  @ParameterizedTest
  @EnumSource
  void tokenByTokenTheDecoderComputesTheSame(Cell cell) {
    MultiLayerNetwork network =
        network(ModelSpec.of(cell, 2, 3).with(EmbeddingSpec.trained(4)), F32Kernels.ONEDNN);
    DataSet batch = arrays(LONG);
    INDArray mask = batch.getFeaturesMaskArray();
    INDArray whole = network.output(batch.getFeatures(), false, mask, null).dup();

    network.rnnClearPreviousState();
    network.setLayerMaskArrays(mask.get(all(), upTo(5)).dup(), null);
    INDArray step = network.rnnTimeStep(batch.getFeatures().get(all(), all(), upTo(5)).dup());
    assertThat(whole.shape()).containsExactly(1, TOKENS, 4);
    for (int t = 0; t < 4; t++) {
      assertThat(step.shape()).containsExactly(1, TOKENS, 1);
      for (int id = 0; id < TOKENS; id++) {
        assertThat(step.getDouble(0, id, 0)).isCloseTo(whole.getDouble(0, id, t), within(1e-6));
      }
      step = network.rnnTimeStep(Nd4j.createFromArray(new float[][][] {{{LONG.tokens()[5 + t]}}}));
    }
  }

  private static INDArrayIndex all() {
    return NDArrayIndex.all();
  }

  private static INDArrayIndex upTo(int end) {
    return NDArrayIndex.interval(0, end);
  }

  @Test
  void theSourceIsWhatTheTargetDependsOn() {
    MultiLayerNetwork network =
        network(ModelSpec.of(Cell.GRU, 1, 3).with(EmbeddingSpec.trained(4)), F32Kernels.ONEDNN);
    TokenSequence other = pair(2, new int[] {8, 4, 8, 7}, 6, 5);

    assertThat(loss(network, arrays(other)))
        .isNotCloseTo(loss(network, arrays(SHORT)), within(1e-3));
  }

  @Test
  void encodersStepsMustBeSaidAndAlike() {
    MultiLayerNetwork network =
        network(ModelSpec.of(Cell.GRU, 1, 3).with(EmbeddingSpec.trained(4)), F32Kernels.JAVA);
    DataSet batch = arrays(SHORT, LONG);
    INDArray ids = batch.getFeatures();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.output(ids))
        .withMessageContaining("no mask over the features says which steps the encoder reads");
    assertRefused(network, ids, new float[][] {{1, 1, 1, 1, 0, 0, 0, 0}, {1, 1, 1, 0, 0, 0, 0, 0}});
    assertRefused(network, ids, new float[][] {{1, 1, 0, 1, 0, 0, 0, 0}, {1, 1, 0, 1, 0, 0, 0, 0}});
    assertRefused(network, ids, new float[2][8]);
    network.clearLayerMaskArrays();
    assertThatThrownBy(() -> network.rnnTimeStep(ids))
        .hasStackTraceContaining("let the encoder read first");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> arrays(SHORT, pair(3, new int[] {5}, 6)))
        .withMessageContaining("sequence 3 has a source of 1 tokens, others of its batch of 4");
  }

  private static void assertRefused(MultiLayerNetwork network, INDArray ids, float[][] mask) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.output(ids, false, Nd4j.createFromArray(mask), null))
        .withMessageContaining("encoder");
  }

  @Test
  void aPairStandsAsSourceStartTargetEnd() {
    assertThat(SHORT.tokens()).containsExactly(5, 4, 8, 7, Vocabulary.START, 6, 5, Vocabulary.END);
    assertThat(PairSequences.source(SHORT)).isEqualTo(4);
    assertThat(PairSequences.targets(SHORT)).isEqualTo(3);
  }
}
