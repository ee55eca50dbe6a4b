package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.TargetWeights;
import org.rnnlm.model.CharacterSpec;
import org.rnnlm.model.ChosenTags;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.Direction;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.model.Reads;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TagDecoder;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.TokenSequence;

/**
 * Networks that tell a tag of each word, in one direction and in both, on a ragged batch of 3
 * sentences: their gradients against finite differences, and what they make of padding.
 */
class TagGradientTest {
  private static final int TOKENS = 7;
  private static final int HIDDEN = 4;
  private static final int EMBEDDING = 3;
  private static final double TOLERANCE = 1e-3;
  private static final Reads TAGS =
      new Reads(
          6,
          Cut.END,
          List.of("A", "B", "C", "D", "O"),
          "abcdé𝔘".codePoints().mapToObj(Character::toString).toList());
  private static final List<String> WORDS = List.of("é", "xx", "aaaaa", "", "bad𝔘?", "dab", "cab");
  private static final CharacterSpec CHARACTERS = new CharacterSpec(2, 5, 3);

  private static final List<TokenSequence> BATCH =
      List.of(
          sentence(0, new int[] {4, 6, 1, 3}, 2, 4, 0),
          sentence(1, new int[] {5, 6, 1, 6, 5, 4, 3}, 0, 3, 4, 1, 2, 2),
          sentence(2, new int[] {1, 3}, 1));

  private static TokenSequence sentence(int number, int[] tokens, int... tags) {
    List<String> words =
        Arrays.stream(tokens, 0, tags.length)
            .mapToObj(id -> id == 1 ? WORDS.get(number + 3) : WORDS.get(id % WORDS.size()))
            .toList();
    return new TokenSequence(number, 0, tokens, TokenSequence.NO_LABEL, tags, words);
  }

  static List<Arguments> models() {
    List<Arguments> models = new ArrayList<>();
    HeadSpec head = new HeadSpec(Head.TAGS, Pooling.LAST, 0, DenseActivation.RELU, TAGS);
    for (Cell cell : Cell.values()) {
      ModelSpec layers =
          ModelSpec.of(cell, 2, HIDDEN).with(EmbeddingSpec.trained(EMBEDDING)).with(head);
      models.add(arguments(layers, F32Kernels.ONEDNN));
      models.add(arguments(layers.reading(Direction.BOTH), F32Kernels.ONEDNN));
    }
    for (Direction direction : Direction.values()) {
      ModelSpec chain =
          ModelSpec.of(Cell.LSTM, 1, HIDDEN)
              .with(EmbeddingSpec.trained(EMBEDDING))
              .with(head.with(TagDecoder.CRF))
              .reading(direction);
      models.add(arguments(chain, F32Kernels.ONEDNN));
      models.add(arguments(chain.with(new DropoutSpec(0.4, 0)), F32Kernels.JAVA));
    }
    ModelSpec spelled =
        ModelSpec.of(Cell.LSTM, 1, HIDDEN)
            .with(EmbeddingSpec.trained(EMBEDDING))
            .with(head)
            .reading(Direction.BOTH);
    ModelSpec reading = spelled.with(spelled.embedding().with(CHARACTERS));
    models.add(arguments(reading, F32Kernels.ONEDNN));
    models.add(
        arguments(
            reading
                .with(spelled.embedding().with(new CharacterSpec(3, 1, 1)))
                .with(head.with(TagDecoder.CRF)),
            F32Kernels.JAVA));
    models.add(
        arguments(
            reading
                .with(spelled.embedding().with(new CharacterSpec(1, 4, 9)))
                .with(new DropoutSpec(0.4, 0.2, 0, 0.4, 0.3, 0.4, true)),
            F32Kernels.JAVA));
    ModelSpec dropping =
        ModelSpec.of(Cell.LSTM, 1, HIDDEN).with(new DropoutSpec(0.4, 0.3)).with(head);
    models.add(arguments(dropping.reading(Direction.BOTH), F32Kernels.JAVA));
    return models;
  }

  private static MultiLayerNetwork network(ModelSpec model, F32Kernels kernels) {
    ComputeSpec compute = new ComputeSpec(ComputeSpec.Layers.RNNLM, kernels.spec());
    MultiLayerNetwork network = Networks.create(model, TOKENS, 0.01, 1, compute);
    SmallNetwork.draw(network, 3, 0.6);
    return network;
  }

  /** Returns the loss, with the same dropout in every call. */
  private static double loss(MultiLayerNetwork network, List<TokenSequence> batch) {
    Nd4j.getRandom().setSeed(7);
    DataSet arrays = SequenceArrays.of(batch, network, TOKENS, Padding.NONE, Head.TAGS);
    network.setInput(arrays.getFeatures());
    network.setLabels(arrays.getLabels());
    network.setLayerMaskArrays(arrays.getFeaturesMaskArray(), arrays.getLabelsMaskArray());
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
    return SmallNetwork.lossSum(network, batch.size());
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyParametersGradientIsThatOfTheLoss(ModelSpec model, F32Kernels kernels) {
    assertGradientsAreThoseOfTheLoss(network(model, kernels));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aWeighedLossMultipliesEachWordByItsTagsWeight(ModelSpec model, F32Kernels kernels) {
    assumeFalse(model.head().isChain(), "the words of a chain have no weights");
    MultiLayerNetwork network = network(model, kernels);
    double alike = loss(network, BATCH);
    KernelLayers.weigh(network, TargetWeights.of(3, 3, 3, 3, 3));
    assertThat(loss(network, BATCH)).isCloseTo(3 * alike, within(1e-4));
    KernelLayers.weigh(network, TargetWeights.of(0.5f, 3, 0, 1, 2));
    assertThat(loss(network, BATCH)).isNotCloseTo(alike, within(1e-3));
    assertGradientsAreThoseOfTheLoss(network);
  }

  private static void assertGradientsAreThoseOfTheLoss(MultiLayerNetwork network) {
    loss(network, BATCH);
    Map<String, INDArray> copies = new TreeMap<>();
    network
        .gradient()
        .gradientForVariable()
        .forEach((name, gradient) -> copies.put(name, gradient.dup()));
    assertThat(copies.keySet()).isEqualTo(new TreeMap<>(network.paramTable()).keySet());
    double largest = network.gradient().gradient().norm2Number().doubleValue();
    copies.forEach(
        (name, gradient) -> {
          INDArray values = network.getParam(name);
          INDArray direction =
              Arrays3d.normal(0, 1, 1, (int) values.length())
                  .reshape(values.ordering(), values.shape());
          double slope = FiniteDifferences.along(direction, values, () -> loss(network, BATCH));
          double norm = direction.norm2Number().doubleValue();
          double expected = gradient.mul(direction).sumNumber().doubleValue() / norm;
          assertThat(slope).as(name).isCloseTo(expected, within(TOLERANCE * largest));
        });
  }

  @ParameterizedTest
  @MethodSource("models")
  void paddingAddsNothingToLossAndGradient(ModelSpec model, F32Kernels kernels) {
    assumeTrue(model.dropout().activations() == 0, "other shapes draw another dropout");
    MultiLayerNetwork network = network(model, kernels);
    INDArray sum = Nd4j.zeros(1, network.numParams());
    double losses = 0;
    for (TokenSequence sentence : BATCH) {
      losses += loss(network, List.of(sentence));
      sum.addi(network.gradient().gradient());
    }

    assertThat(loss(network, BATCH)).isCloseTo(losses, within(1e-5));
    assertThat(Arrays3d.deviation(network.gradient().gradient(), sum)).isLessThan(1e-5);
  }

  @ParameterizedTest
  @MethodSource("models")
  void aSentencesTagsDoNotDependOnWhatItIsBatchedWith(ModelSpec model, F32Kernels kernels) {
    MultiLayerNetwork network = network(model, kernels);
    ChosenTags together = ChosenTags.of(network, BATCH, TOKENS);

    double nats = 0;
    for (int i = 0; i < BATCH.size(); i++) {
      ChosenTags alone = ChosenTags.of(network, List.of(BATCH.get(i)), TOKENS);
      assertThat(alone.tags().get(0)).isEqualTo(together.tags().get(i));
      assertThat(alone.tags().get(0)).hasSize(BATCH.get(i).targets());
      nats += alone.nats();
    }
    assertThat(together.nats()).isCloseTo(nats, within(1e-5));
    if (model.dropout().activations() == 0) {
      assertThat(together.nats()).isCloseTo(loss(network, BATCH), within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void onlyBothDirectionsSeeWhatFollows(ModelSpec model, F32Kernels kernels) {
    MultiLayerNetwork network = network(model, kernels);
    INDArray one = first(network, 4, 5, 6, 3);
    INDArray other = first(network, 4, 6, 1, 3);

    assertThat(one.equalsWithEps(other, 1e-6)).isEqualTo(!model.recurrent().bidirectional());
  }

  /** Returns the distribution over the first word's tags, or a chain's scores of them. */
  private static INDArray first(MultiLayerNetwork network, int... tokens) {
    DataSet arrays =
        SequenceArrays.of(
            List.of(sentence(0, tokens, 0, 0, 0)), network, TOKENS, Padding.NONE, Head.TAGS);
    return network
        .output(arrays.getFeatures(), false)
        .get(NDArrayIndex.point(0), NDArrayIndex.all(), NDArrayIndex.point(0))
        .dup();
  }
}
