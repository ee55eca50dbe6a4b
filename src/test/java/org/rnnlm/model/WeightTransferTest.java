package org.rnnlm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.io.DataException;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.WeightTransfer.Trained;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

class WeightTransferTest {
  private static final String LETTERS = "abcdefg";
  private static final int HIDDEN = 6;
  private static final HeadSpec NEXT =
      new HeadSpec(Head.NEXT_TOKEN, Pooling.LAST, 0, DenseActivation.RELU);

  /** Every kind of input, cell and architecture. */
  static List<ModelSpec> models() {
    List<ModelSpec> models = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      ModelSpec oneHot = ModelSpec.of(cell, 2, HIDDEN);
      ModelSpec embedded = oneHot.with(EmbeddingSpec.trained(5));
      models.add(oneHot);
      models.add(ModelSpec.of(RecurrentSpec.of(cell, 2, HIDDEN).in(BlockSpec.RESIDUAL)));
      models.add(embedded);
      models.add(oneHot.with(EmbeddingSpec.tied(HIDDEN)));
      models.add(oneHot.with(classes("x", "y", "z")).reading(Direction.BOTH));
      models.add(embedded.with(NEXT));
      models.add(embedded.with(Architecture.ENCODER_DECODER));
    }
    return models;
  }

  private static HeadSpec classes(String... names) {
    Reads reads = new Reads(9, Cut.END, List.of(names));
    return new HeadSpec(Head.CLASS, Pooling.MEAN, 4, DenseActivation.TANH, reads);
  }

  /** The tokens of a text, the first the most frequent. */
  private static Vocabulary vocabulary(String letters) {
    List<Vocabulary.Entry> entries = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      entries.add(new Vocabulary.Entry(letters.substring(i, i + 1), 100 - i));
    }
    return Vocabulary.of(TokenSpec.of(TokenKind.CHARACTERS), entries, 1000, 1, 0, 1);
  }

  private static Trained trained(ModelSpec spec, Vocabulary vocabulary, int seed) {
    MultiLayerNetwork network = Networks.create(spec, vocabulary.size(), 0.01, seed);
    INDArray drawn = Nd4j.randn(Nd4j.defaultFloatingPointType(), 1, network.numParams());
    network.params().assign(drawn.mul(0.4).reshape(network.params().shape()));
    return new Trained(spec, vocabulary, network);
  }

  /** What a model says after a text: probabilities by token, or by class. */
  private static float[] said(Trained model, String text) {
    int[] ids = new int[text.length()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = model.vocabulary().id(text.substring(i, i + 1));
    }
    int size = model.vocabulary().size();
    DataSet arrays;
    if (model.spec().ofPairs()) {
      int[] target = Arrays.copyOf(ids, 2);
      arrays =
          PairArrays.of(List.of(new TokenSequence(0, 0, PairSequences.join(ids, target))), size);
    } else {
      Head head = model.spec().head().kind();
      int label = head == Head.CLASS ? 0 : TokenSequence.NO_LABEL;
      arrays =
          SequenceArrays.of(
              List.of(new TokenSequence(0, 0, ids, label)),
              TokenInput.of(model.network()),
              size,
              Padding.NONE,
              head);
    }
    INDArray output =
        model.network().output(arrays.getFeatures(), false, arrays.getFeaturesMaskArray(), null);
    long last = output.rank() == 3 ? output.size(2) - 1 : 0;
    float[] values = new float[(int) output.size(1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = output.rank() == 3 ? output.getFloat(0, i, last) : output.getFloat(0, i);
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelOfTheSameTokensInAnotherOrderSaysTheSame(ModelSpec spec) {
    Trained from = trained(spec, vocabulary(LETTERS), 3);
    Trained to = trained(spec, vocabulary("gfedcba"), 4);
    WeightTransfer.copy(from, to);
    float[] expected = said(from, "badge");
    float[] found = said(to, "badge");
    for (int id = 0; id < found.length; id++) {
      int other =
          spec.head().kind() == Head.CLASS || id <= Vocabulary.END
              ? id
              : from.vocabulary().id(to.vocabulary().token(id));
      assertThat(found[id]).as(spec.summary()).isCloseTo(expected[other], within(1e-6f));
    }
    assertThat(found).as("they are no constants").isNotEqualTo(said(to, "efface"));
  }

  @Test
  void tokensThatTheOtherLacksKeepWhatTheyWereDrawnAs() {
    ModelSpec spec = ModelSpec.of(Cell.GRU, 1, HIDDEN).with(EmbeddingSpec.trained(5));
    Trained from = trained(spec, vocabulary("abcd"), 3);
    Trained to = trained(spec, vocabulary("cxdy"), 4);
    MultiLayerNetwork before = to.network().clone();
    WeightTransfer.copy(from, to);
    assertThat(WeightTransfer.known(from.vocabulary(), to.vocabulary()))
        .containsExactly(true, true, true, true, true, false, true, false);
    for (int id = 0; id < to.vocabulary().size(); id++) {
      int other = WeightTransfer.matched(from.vocabulary(), to.vocabulary())[id];
      MultiLayerNetwork source = other < 0 ? before : from.network();
      int row = other < 0 ? id : other;
      assertThat(to.network().getLayer(0).getParam("W").getRow(id))
          .isEqualTo(source.getLayer(0).getParam("W").getRow(row));
      assertThat(to.network().getLayer(2).getParam("W").getColumn(id))
          .isEqualTo(source.getLayer(2).getParam("W").getColumn(row));
    }
    assertThat(to.network().getLayer(1).params()).isEqualTo(from.network().getLayer(1).params());
  }

  @Test
  void aClassifierTakesAllButTheHeadOfALanguageModel() {
    ModelSpec model = ModelSpec.of(Cell.LSTM, 2, HIDDEN).with(EmbeddingSpec.tied(HIDDEN));
    ModelSpec classifier =
        ModelSpec.of(Cell.LSTM, 2, HIDDEN)
            .with(EmbeddingSpec.trained(HIDDEN))
            .with(classes("x", "y"));
    assertThat(WeightTransfer.layers(model, classifier))
        .containsExactly("embedding", "layer-1", "layer-2");
    Trained from = trained(model, vocabulary(LETTERS), 3);
    Trained to = trained(classifier, vocabulary(LETTERS), 4);
    INDArray head = to.network().getOutputLayer().params().dup();
    WeightTransfer.copy(from, to);
    assertThat(to.network().getLayer(0).getParam("W"))
        .isEqualTo(from.network().getOutputLayer().getParam("W").transpose());
    assertThat(to.network().getLayer(2).params()).isEqualTo(from.network().getLayer(2).params());
    assertThat(to.network().getOutputLayer().params()).isEqualTo(head);
  }

  @Test
  void aClassGoesToTheClassOfTheSameName() {
    ModelSpec plain = ModelSpec.of(Cell.GRU, 1, HIDDEN).with(EmbeddingSpec.trained(5));
    Trained from = trained(plain.with(classes("x", "y")), vocabulary(LETTERS), 3);
    Trained to = trained(plain.with(classes("w", "x", "y")), vocabulary(LETTERS), 4);
    INDArray fresh = to.network().getOutputLayer().getParam("W").getColumn(0).dup();
    WeightTransfer.copy(from, to);
    INDArray output = to.network().getOutputLayer().getParam("W");
    assertThat(output.getColumn(0)).isEqualTo(fresh);
    assertThat(output.getColumn(2))
        .isEqualTo(from.network().getOutputLayer().getParam("W").getColumn(1));
  }

  @Test
  void theOptimizerGoesOnWhereTheOtherWas() {
    ModelSpec spec = ModelSpec.of(Cell.GRU, 1, HIDDEN);
    Trained from = trained(spec, vocabulary(LETTERS), 3);
    Trained to = trained(spec, vocabulary(LETTERS), 4);
    INDArray gathered = from.network().getUpdater().getStateViewArray();
    gathered.assign(Nd4j.randn(gathered.shape()));
    from.network().getLayerWiseConfigurations().setIterationCount(77);
    WeightTransfer.copyOptimizer(from.network(), to.network());
    assertThat(to.network().getUpdater().getStateViewArray()).isEqualTo(gathered);
    assertThat(to.network().getIterationCount()).isEqualTo(77);
    Trained smaller = trained(spec, vocabulary("ab"), 4);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> WeightTransfer.copyOptimizer(from.network(), smaller.network()))
        .withMessageContaining("set train.from-state = new");
  }

  @Test
  void anAdaptiveSoftmaxGoesOnWithTheSameClustersAlone() {
    HeadSpec adaptive = HeadSpec.LANGUAGE_MODEL.with(OutputSpec.ADAPTIVE);
    for (EmbeddingSpec embedding : List.of(EmbeddingSpec.trained(5), EmbeddingSpec.tied(HIDDEN))) {
      ModelSpec full = ModelSpec.of(Cell.GRU, 1, HIDDEN).with(embedding);
      ModelSpec spec = full.with(adaptive);
      Trained from = trained(spec, vocabulary(LETTERS), 3);
      Trained same = trained(spec, vocabulary(LETTERS), 4);
      WeightTransfer.copy(from, same);
      assertThat(same.network().params()).isEqualTo(from.network().params());

      OutputSpec other = new OutputSpec(OutputSpec.Kind.ADAPTIVE, List.of(3, 9));
      for (Trained to :
          List.of(
              trained(spec, vocabulary("gfedcba"), 4),
              trained(full, vocabulary(LETTERS), 4),
              trained(full.with(HeadSpec.LANGUAGE_MODEL.with(other)), vocabulary(LETTERS), 4))) {
        assertThatExceptionOfType(DataException.class)
            .isThrownBy(() -> WeightTransfer.copy(from, to))
            .withMessageContaining("set model.output and model.output-cutoffs as they were");
      }
    }
  }

  @Test
  void aClassifierTakesTheLayersBelowAnAdaptiveSoftmaxUnlessTheyAreTiedToIt() {
    ModelSpec classifier =
        ModelSpec.of(Cell.LSTM, 2, HIDDEN)
            .with(EmbeddingSpec.trained(HIDDEN))
            .with(classes("x", "y"));
    ModelSpec model =
        ModelSpec.of(Cell.LSTM, 2, HIDDEN)
            .with(EmbeddingSpec.trained(HIDDEN))
            .with(HeadSpec.LANGUAGE_MODEL.with(OutputSpec.ADAPTIVE));
    Trained from = trained(model, vocabulary(LETTERS), 3);
    Trained to = trained(classifier, vocabulary(LETTERS), 4);
    WeightTransfer.copy(from, to);
    assertThat(to.network().getLayer(0).params()).isEqualTo(from.network().getLayer(0).params());
    Trained tied = trained(model.with(EmbeddingSpec.tied(HIDDEN)), vocabulary(LETTERS), 3);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> WeightTransfer.copy(tied, to))
        .withMessageContaining("adaptive softmax");
  }

  @Test
  void anotherShapeIsRefused() {
    ModelSpec spec = ModelSpec.of(Cell.GRU, 1, HIDDEN);
    Trained from = trained(spec, vocabulary(LETTERS), 3);
    for (ModelSpec other :
        List.of(
            ModelSpec.of(Cell.LSTM, 1, HIDDEN),
            ModelSpec.of(Cell.GRU, 2, HIDDEN),
            ModelSpec.of(Cell.GRU, 1, HIDDEN + 1),
            spec.with(EmbeddingSpec.tied(HIDDEN)))) {
      Trained to = trained(other, vocabulary(LETTERS), 4);
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> WeightTransfer.copy(from, to))
          .withMessageStartingWith("the model to begin from has another ");
    }
  }

  private static Trained spelled(String characters, int size, int seed) {
    List<String> known = List.of(characters.split(""));
    Reads reads = new Reads(9, Cut.END, List.of("one", "two"), known);
    ModelSpec model =
        ModelSpec.of(Cell.GRU, 1, 5)
            .with(new HeadSpec(Head.TAGS, Pooling.LAST, 0, DenseActivation.TANH, reads))
            .with(EmbeddingSpec.trained(3).with(new CharacterSpec(size, 4, 2)));
    return trained(model, vocabulary("abc"), seed);
  }

  @Test
  void charactersGoToThoseOfTheSameTextAndFiltersAreTakenWhole() {
    Trained from = spelled("xyz", 6, 1);
    Trained to = spelled("zwx", 6, 2);
    INDArray drawn = to.network().getParam("0_C").dup();

    WeightTransfer.copy(from, to);

    INDArray taken = to.network().getParam("0_C");
    INDArray known = from.network().getParam("0_C");
    for (int symbol = 0; symbol < 3; symbol++) { // unknown, beginning and end
      assertThat(taken.getRow(symbol)).isEqualTo(known.getRow(symbol));
    }
    assertThat(taken.getRow(3)).isEqualTo(known.getRow(5));
    assertThat(taken.getRow(4)).isEqualTo(drawn.getRow(4));
    assertThat(taken.getRow(5)).isEqualTo(known.getRow(3));
    for (String whole : List.of("0_F", "0_b", "0_W", "1_RW")) {
      assertThat(to.network().getParam(whole)).isEqualTo(from.network().getParam(whole));
    }
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> WeightTransfer.copy(from, spelled("xyz", 7, 3)))
        .withMessageContaining("reader of characters");
  }
}
