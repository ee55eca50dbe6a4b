package org.rnnlm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.CrashReportingUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.shard.TokenSequence;

/** Batch 3, time 4, embedding 5, hidden 7, vocabulary 11: no two dimensions are the same. */
class NetworksTest {
  private static final int BATCH = 3;
  private static final int TIME = 4;
  private static final int VOCABULARY = 11;
  private static final double LEARNING_RATE = 0.01;

  static List<ModelSpec> models() {
    List<ModelSpec> models = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      for (int embeddingSize : new int[] {0, 5}) {
        for (double dropout : new double[] {0, 0.4}) {
          models.add(
              ModelSpec.of(cell, 2, 7)
                  .with(EmbeddingSpec.trained(embeddingSize))
                  .with(DropoutSpec.of(dropout)));
        }
      }
    }
    return models;
  }

  @ParameterizedTest
  @MethodSource("models")
  void theParametersAreAsManyAsTheFormulaSays(ModelSpec model) {
    int input = model.oneHotInput() ? 11 : 5;
    int embedding = model.oneHotInput() ? 0 : 11 * 5;
    int recurrent = cellParameters(model.cell(), input, 7) + cellParameters(model.cell(), 7, 7);

    assertThat(network(model, 1).numParams()).isEqualTo(embedding + recurrent + 7 * 11 + 11);
  }

  private static int cellParameters(Cell cell, int input, int hidden) {
    return switch (cell) {
      case SIMPLE_RNN -> hidden * (input + hidden + 1);
      case LSTM -> 4 * hidden * (input + hidden + 1);
      case PEEPHOLE_LSTM -> 4 * hidden * (input + hidden + 1) + 3 * hidden;
      case GRU -> 3 * hidden * (input + hidden + 1) + hidden; // two biases of the candidate
      case MIN_GRU -> 2 * hidden * (input + 1);
      case MIN_LSTM -> 3 * hidden * (input + 1);
      case QRNN -> 3 * hidden * (2 * input + 1);
      case SLSTM -> 4 * hidden * (input + hidden + 1) + hidden; // of one head; the gain
    };
  }

  @Test
  void dl4jWritesNoDumpWhenTheMemoryRunsOut(@TempDir Path folder) {
    MultiLayerNetwork network =
        network(ModelSpec.of(Cell.LSTM, 1, 7).with(EmbeddingSpec.trained(5)), 1);
    CrashReportingUtil.crashDumpOutputDirectory(folder.toFile());

    CrashReportingUtil.writeMemoryCrashDump(network, new OutOfMemoryError("as fit would"));

    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource
  void everyLayerAddsItsParameters(Cell cell) {
    long one = network(ModelSpec.of(cell, 1, 7).with(EmbeddingSpec.trained(5)), 1).numParams();
    long two = network(ModelSpec.of(cell, 2, 7).with(EmbeddingSpec.trained(5)), 1).numParams();
    long four = network(ModelSpec.of(cell, 4, 7).with(EmbeddingSpec.trained(5)), 1).numParams();

    assertThat(four - two).isEqualTo(2 * (two - one));
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyStepHasADistributionOverTheVocabulary(ModelSpec model) {
    INDArray output = network(model, 1).output(batch(model).getFeatures());

    assertThat(output.shape()).containsExactly(BATCH, VOCABULARY, TIME);
    assertThat(output.minNumber().doubleValue()).isPositive();
    INDArray sums = output.sum(1); // [batch, time]
    for (int i = 0; i < BATCH * TIME; i++) {
      assertThat(sums.getDouble(i)).isCloseTo(1, within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void theConfigurationComesBackFromItsJson(ModelSpec model) {
    MultiLayerConfiguration configuration =
        Networks.configuration(model, VOCABULARY, LEARNING_RATE, 3);
    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(configuration.toJson());

    assertThat(read).isEqualTo(configuration);
    MultiLayerNetwork network = new MultiLayerNetwork(read);
    network.init();
    assertThat(network.params()).isEqualTo(network(model, 3).params());
  }

  @ParameterizedTest
  @MethodSource("models")
  void stepsWithACarriedStateGiveWhatTheWholeSequenceGives(ModelSpec model) {
    MultiLayerNetwork network = network(model, 1);
    int[] tokens = {3, 10, 4, 7, 9};
    INDArray whole = // [1, vocabulary, time]
        network.output(
            SequenceArrays.of(List.of(new TokenSequence(0, 0, tokens)), TokenInput.IDS, VOCABULARY)
                .getFeatures());

    assertStepsGive(whole, network, model, new int[][] {{3, 10}, {4}, {7}});
    network.rnnClearPreviousState();
    assertStepsGive(whole, network, model, new int[][] {{3}, {10, 4, 7}});
  }

  private static void assertStepsGive(
      INDArray whole, MultiLayerNetwork network, ModelSpec model, int[][] pieces) {
    int time = 0;
    for (int[] piece : pieces) {
      INDArray output =
          network.rnnTimeStep(SequenceArrays.steps(piece, TokenInput.IDS, VOCABULARY));
      INDArray expected =
          whole.get(
              NDArrayIndex.all(),
              NDArrayIndex.all(),
              NDArrayIndex.interval(time, time + piece.length));

      assertThat(output.shape()).containsExactly(1, VOCABULARY, piece.length);
      assertThat(output.equalsWithEps(expected, 1e-6)).as(Arrays.toString(piece)).isTrue();
      time += piece.length;
    }
  }

  @Test
  void aStepDependsOnTheStepsBefore() {
    ModelSpec model = ModelSpec.of(Cell.LSTM, 1, 7).with(EmbeddingSpec.trained(5));
    MultiLayerNetwork network = network(model, 1);

    INDArray first =
        network.rnnTimeStep(SequenceArrays.steps(new int[] {3}, TokenInput.IDS, VOCABULARY));
    INDArray second =
        network.rnnTimeStep(SequenceArrays.steps(new int[] {3}, TokenInput.IDS, VOCABULARY));

    assertThat(first.equalsWithEps(second, 1e-4)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("models")
  void theSeedDecidesTheInitialWeights(ModelSpec model) {
    assertThat(network(model, 5).params()).isEqualTo(network(model, 5).params());
    assertThat(network(model, 5).params()).isNotEqualTo(network(model, 6).params());
  }

  @ParameterizedTest
  @MethodSource("models")
  void dropoutIsForTrainingAlone(ModelSpec model) {
    ModelSpec plain = model.with(DropoutSpec.NONE);
    INDArray inputs = batch(model).getFeatures();
    INDArray expected = network(plain, 5).output(inputs);

    assertThat(network(model, 5).output(inputs)).isEqualTo(expected);
    assertThat(network(model, 5).output(inputs, true).equals(expected))
        .isEqualTo(model.dropout().activations() == 0);
  }

  @Test
  void dropoutIsTheShareThatIsDroppedBetweenLayersAndBeforeTheOutput() {
    MultiLayerNetwork network =
        network(
            ModelSpec.of(Cell.LSTM, 2, 7).with(EmbeddingSpec.trained(5)).with(DropoutSpec.of(0.2)),
            1);

    assertThat(dropout(network, 0)).isNull(); // the embedding
    assertThat(dropout(network, 1)).isNull();
    assertThat(share(dropout(network, 2))).isCloseTo(0.2, within(0.02));
    assertThat(share(dropout(network, 3))).isCloseTo(0.2, within(0.02));
  }

  private static IDropout dropout(MultiLayerNetwork network, int layer) {
    return network.getLayer(layer).conf().getLayer().getIDropout();
  }

  @Test
  void whatDropoutKeepsIsScaledUpSoThatTheMeanStays() {
    MultiLayerNetwork network =
        network(
            ModelSpec.of(Cell.LSTM, 2, 7).with(EmbeddingSpec.trained(5)).with(DropoutSpec.of(0.2)),
            1);
    INDArray kept = Nd4j.ones(100, 100);
    dropout(network, 3).applyDropout(kept, kept, 0, 0, LayerWorkspaceMgr.noWorkspaces());

    assertThat(kept.maxNumber().floatValue()).isEqualTo(1.25f);
    assertThat(kept.meanNumber().doubleValue()).isCloseTo(1, within(0.03));
  }

  /** How many of ten thousand activations are dropped. */
  private static double share(IDropout dropout) {
    INDArray kept = Nd4j.ones(100, 100);
    dropout.applyDropout(kept, kept, 0, 0, LayerWorkspaceMgr.noWorkspaces());
    return kept.eq(0).castTo(DataType.FLOAT).meanNumber().doubleValue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.5})
  void forgetGatesStartFromTheirBias(double start) {
    ModelSpec model = ModelSpec.of(RecurrentSpec.of(Cell.LSTM, 2, 7).withForgetBias(start));
    MultiLayerNetwork network = network(model, 1);

    for (String bias : new String[] {"1_b", "2_b"}) {
      float[] values = network.getParam(bias).reshape(4 * 7).toFloatVector();
      for (int i = 0; i < values.length; i++) {
        assertThat(values[i])
            .isEqualTo(i / 7 == 1 ? (float) start : 0); // input, forget, output, candidate
      }
    }
  }

  @Test
  void aWindowTruncatesBackPropagation() {
    String json =
        Networks.configuration(
                ModelSpec.of(Cell.GRU, 1, 7).with(EmbeddingSpec.trained(5)), VOCABULARY, 0.1, 1)
            .toJson();

    MultiLayerConfiguration whole =
        Networks.of(json, KernelSpec.AUTO, 0).getLayerWiseConfigurations();
    MultiLayerConfiguration truncated =
        Networks.of(json, KernelSpec.AUTO, 6).getLayerWiseConfigurations();

    assertThat(whole.getBackpropType()).isEqualTo(BackpropType.Standard);
    assertThat(truncated.getBackpropType()).isEqualTo(BackpropType.TruncatedBPTT);
    assertThat(truncated.getTbpttFwdLength()).isEqualTo(6);
    assertThat(truncated.getTbpttBackLength()).isEqualTo(6);
  }

  @Test
  void theLearningRateIsAdams() {
    MultiLayerNetwork network =
        Networks.create(
            ModelSpec.of(Cell.LSTM, 2, 7).with(EmbeddingSpec.trained(5)), VOCABULARY, 0.025, 1);

    assertThat(network.getLayers()).hasSize(4);
    Stream.of(network.getLayers())
        .forEach(layer -> assertThat(network.getLearningRate(layer.getIndex())).isEqualTo(0.025));
    assertThat(network.conf().getLayer().getUpdaterByParam("W")).isInstanceOf(Adam.class);
  }

  @ParameterizedTest
  @MethodSource("models")
  void paddingAddsNothingToTheGradient(ModelSpec model) {
    ModelSpec plain = model.with(DropoutSpec.NONE);
    MultiLayerNetwork network = network(plain, 1);
    TokenSequence shorter = new TokenSequence(0, 0, new int[] {4, 9, 3});
    TokenSequence longer = new TokenSequence(1, 0, new int[] {10, 3, 3, 8, 5, 6});

    INDArray apart = gradient(network, plain, shorter).add(gradient(network, plain, longer));
    INDArray together = gradient(network, plain, shorter, longer);

    assertThat(apart.norm2Number().doubleValue()).isGreaterThan(0.1);
    assertThat(together.equalsWithEps(apart, 1e-5)).isTrue();
  }

  /** Returns the gradient of the loss summed over sequences and steps. */
  private static INDArray gradient(
      MultiLayerNetwork network, ModelSpec model, TokenSequence... sequences) {
    DataSet arrays = SequenceArrays.of(List.of(sequences), TokenInput.IDS, VOCABULARY);
    network.setInput(arrays.getFeatures());
    network.setLabels(arrays.getLabels());
    network.setLayerMaskArrays(null, arrays.getLabelsMaskArray());
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
    return network.gradient().gradient().dup();
  }

  @ParameterizedTest
  @EnumSource
  void aCellLearnsWhatOnlyTheStepBeforeTheLastTells(Cell cell) {
    ModelSpec model = ModelSpec.of(cell, 1, 7).with(EmbeddingSpec.trained(5));
    MultiLayerNetwork network = Networks.create(model, VOCABULARY, 0.05, 1);
    // after 5 comes 6 or 7, by the token before it
    DataSet arrays =
        SequenceArrays.of(
            List.of(
                new TokenSequence(0, 0, new int[] {3, 5, 6, 3, 5, 6}),
                new TokenSequence(1, 0, new int[] {4, 5, 7, 4, 5, 7})),
            TokenInput.IDS,
            VOCABULARY);
    for (int i = 0; i < 80; i++) {
      network.fit(arrays);
    }

    INDArray output = network.output(arrays.getFeatures());
    assertThat(output.getDouble(0, 6, 4)).isGreaterThan(0.95);
    assertThat(output.getDouble(1, 7, 4)).isGreaterThan(0.95);
  }

  private static MultiLayerNetwork network(ModelSpec model, long seed) {
    return Networks.create(model, VOCABULARY, LEARNING_RATE, seed);
  }

  private static DataSet batch(ModelSpec model) {
    List<TokenSequence> batch = new ArrayList<>();
    for (int b = 0; b < BATCH; b++) {
      int[] tokens = new int[TIME + 1];
      for (int t = 0; t <= TIME; t++) {
        tokens[t] = (5 * b + 3 * t + 2) % VOCABULARY;
      }
      batch.add(new TokenSequence(b, 0, tokens));
    }
    return SequenceArrays.of(batch, TokenInput.IDS, VOCABULARY);
  }
}
