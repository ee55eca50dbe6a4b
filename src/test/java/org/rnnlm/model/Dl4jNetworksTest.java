package org.rnnlm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.layer.Pooling;
import org.rnnlm.shard.TokenSequence;

/** The baseline is the same model: 3 sequences of up to 5 steps, 11 tokens, hidden 7. */
class Dl4jNetworksTest {
  private static final int VOCABULARY = 11;
  private static final KernelSpec F32 = new KernelSpec(KernelChoice.AUTO, Bf16Choice.OFF);
  private static final List<TokenSequence> RAGGED =
      List.of(
          new TokenSequence(0, 0, new int[] {3, 9, 10, 4, 4, 7}),
          new TokenSequence(1, 0, new int[] {8, 6, 5}),
          new TokenSequence(2, 0, new int[] {5, 10, 10, 3, 6}));

  @ParameterizedTest
  @EnumSource(names = {"SIMPLE_RNN", "LSTM", "PEEPHOLE_LSTM"})
  void oneHotModelsStartFromTheSameWeightsAndLoseTheSame(Cell cell) {
    ModelSpec model = ModelSpec.of(cell, 2, 7);
    MultiLayerNetwork ours = network(model, ComputeSpec.Layers.RNNLM);
    MultiLayerNetwork dl4js = network(model, ComputeSpec.Layers.DL4J);

    assertThat(dl4js.params()).isEqualTo(ours.params());
    assertSameLossesWhileTraining(ours, dl4js);
  }

  @ParameterizedTest
  @EnumSource(names = {"SIMPLE_RNN", "LSTM", "PEEPHOLE_LSTM"})
  void embeddingsLoseTheSame(Cell cell) {
    ModelSpec model = ModelSpec.of(cell, 2, 7).with(EmbeddingSpec.trained(5));
    MultiLayerNetwork ours = network(model, ComputeSpec.Layers.RNNLM);
    MultiLayerNetwork dl4js = network(model, ComputeSpec.Layers.DL4J);

    assertThat(dl4js.paramTable().keySet()).isEqualTo(ours.paramTable().keySet());
    ours.paramTable().forEach((name, values) -> dl4js.getParam(name).assign(values));
    assertSameLossesWhileTraining(ours, dl4js);
  }

  private static void assertSameLossesWhileTraining(
      MultiLayerNetwork ours, MultiLayerNetwork dl4js) {
    for (int step = 0; step < 5; step++) {
      ours.fit(batch(ours));
      dl4js.fit(batch(dl4js));
      assertThat(dl4js.score() * RAGGED.size()).isCloseTo(ours.score(), within(1e-3));
    }
  }

  private static DataSet batch(MultiLayerNetwork network) {
    return SequenceArrays.of(RAGGED, TokenInput.of(network), VOCABULARY);
  }

  private static MultiLayerNetwork network(ModelSpec model, ComputeSpec.Layers layers) {
    return Networks.create(model, VOCABULARY, 0.01, 4, new ComputeSpec(layers, F32));
  }

  @Test
  void theirNetworksReadOneHotVectorsOrIds() {
    ModelSpec oneHot = ModelSpec.of(Cell.LSTM, 1, 7);
    ModelSpec embedding = ModelSpec.of(Cell.LSTM, 1, 7).with(EmbeddingSpec.trained(5));

    assertThat(TokenInput.of(network(oneHot, ComputeSpec.Layers.DL4J)))
        .isEqualTo(TokenInput.ONE_HOT);
    assertThat(TokenInput.of(network(embedding, ComputeSpec.Layers.DL4J)))
        .isEqualTo(TokenInput.IDS);
    assertThat(TokenInput.of(network(oneHot, ComputeSpec.Layers.RNNLM))).isEqualTo(TokenInput.IDS);
    assertThat(TokenInput.of(network(embedding, ComputeSpec.Layers.RNNLM)))
        .isEqualTo(TokenInput.IDS);
  }

  @Test
  void whatDl4jHasNotIsRefused() {
    for (ModelSpec model :
        List.of(
            ModelSpec.of(Cell.GRU, 1, 7).with(EmbeddingSpec.trained(5)),
            ModelSpec.of(Cell.LSTM, 1, 7)
                .with(EmbeddingSpec.trained(5))
                .with(new DropoutSpec(0, 0.2)),
            ModelSpec.of(Cell.LSTM, 1, 7)
                .with(EmbeddingSpec.trained(5))
                .with(new DropoutSpec(0.2, 0, 0, 0, 0, 0.2, true)),
            ModelSpec.of(Cell.LSTM, 1, 7).with(new DropoutSpec(0, 0, 0.5, 0, 0, 0, false)),
            ModelSpec.of(Cell.LSTM, 1, 7).with(EmbeddingSpec.tied(7)))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network(model, ComputeSpec.Layers.DL4J))
          .withMessageContaining("each step by itself, and no tied or frozen embedding")
          .withMessageContaining(model.summary());
    }
  }

  @ParameterizedTest
  @EnumSource(Head.class)
  void dl4jHasModelsThatPredictAtEveryStepAlone(Head head) {
    ModelSpec model =
        ModelSpec.of(Cell.LSTM, 1, 4)
            .with(EmbeddingSpec.trained(3))
            .with(new HeadSpec(head, Pooling.LAST, 0, DenseActivation.RELU));
    assertThat(Dl4jNetworks.has(model)).isEqualTo(head == Head.EVERY_STEP);
  }
}
