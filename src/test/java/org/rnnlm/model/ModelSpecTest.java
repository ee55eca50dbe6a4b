package org.rnnlm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Json;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.Pooling;

class ModelSpecTest {
  @ParameterizedTest
  @CsvSource({
    "0, 5, 3, 0, 'layers is 0, it must be at least 1'",
    "2, 0, 3, 0, 'hidden size is 0, it must be at least 1'",
    "2, 5, -1, 0, 'embedding size is -1, it must be at least 0 (0: one-hot)'",
    "2, 5, 3, -0.1, 'dropout is -0.1, it must be at least 0 and below 1'",
    "2, 5, 3, 1, 'dropout is 1.0, it must be at least 0 and below 1'",
    "2, 5, 3, NaN, 'dropout is NaN, it must be at least 0 and below 1'"
  })
  void aValueOutOfRangeIsNamedWithWhatIsAllowed(
      int layers, int hiddenSize, int embeddingSize, double dropout, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ModelSpec.of(Cell.LSTM, layers, hiddenSize)
                    .with(EmbeddingSpec.trained(embeddingSize))
                    .with(DropoutSpec.of(dropout)))
        .withMessage(message);
  }

  @Test
  void headsAreAsManyAsUnitsAllow() {
    assertThat(RecurrentSpec.of(Cell.SLSTM, 1, 256).headsOf(256)).isEqualTo(4);
    assertThat(RecurrentSpec.of(Cell.SLSTM, 1, 46).headsOf(46)).isEqualTo(2);
    assertThat(RecurrentSpec.of(Cell.SLSTM, 1, 28).headsOf(28)).isEqualTo(1);
    assertThat(RecurrentSpec.of(Cell.SLSTM, 1, 12).withHeads(3).headsOf(12)).isEqualTo(3);
    assertThat(RecurrentSpec.of(Cell.LSTM, 1, 256).headsOf(256)).isEqualTo(1);
  }

  @Test
  void headsThatCannotBeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecurrentSpec.of(Cell.LSTM, 1, 8).withHeads(2))
        .withMessageContaining("a LSTM has none; set model.cell = slstm, or model.heads = 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecurrentSpec.of(Cell.SLSTM, 1, 8).withHeads(3))
        .withMessageContaining("heads is 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecurrentSpec.of(Cell.SLSTM, 1, 8).withHeads(8))
        .withMessageContaining("at least 2 in each of its heads");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ModelSpec.of(RecurrentSpec.of(Cell.SLSTM, 2, 8).withHeads(4))
                    .with(EmbeddingSpec.tied(6)))
        .withMessageContaining("set model.embedding-size to a multiple, or model.heads = 0");
  }

  @Test
  void aCellThatSeesNoStateHasNoRecurrentDropout() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSpec.of(Cell.QRNN, 2, 5).with(new DropoutSpec(0.1, 0.2)))
        .withMessage(
            "recurrent dropout and weight drop are of what a step sees of the state before it, and"
                + " a QRNN sees nothing of that; set model.recurrent-dropout = 0 and"
                + " model.weight-drop = 0");
  }

  @Test
  void aModelNeedsACell() {
    assertThatNullPointerException()
        .isThrownBy(() -> ModelSpec.of(null, 2, 5).with(EmbeddingSpec.trained(3)))
        .withMessage("cell");
  }

  @Test
  void withoutAnEmbeddingTokensAreOneHot() {
    assertThat(ModelSpec.of(Cell.LSTM, 2, 5).oneHotInput()).isTrue();
    assertThat(ModelSpec.of(Cell.LSTM, 2, 5).with(EmbeddingSpec.trained(3)).oneHotInput())
        .isFalse();
  }

  @Test
  void whatEarlierCheckpointsDoNotTellIsNone() {
    String stored =
        """
        {"cell":"LSTM","layers":2,"hiddenSize":5,"embeddingSize":3,"dropout":0.1}\
        """;

    assertThat(Json.read(stored, ModelSpec.class, "state.json"))
        .isEqualTo(
            ModelSpec.of(Cell.LSTM, 2, 5).with(EmbeddingSpec.trained(3)).with(DropoutSpec.of(0.1)));
  }

  @Test
  void aStoredSpecificationIsReadAsItWas() {
    ModelSpec spec =
        ModelSpec.of(Cell.GRU, 2, 5)
            .with(EmbeddingSpec.tied(5))
            .with(new DropoutSpec(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, true));

    assertThat(Json.read(Json.line(spec), ModelSpec.class, "state.json")).isEqualTo(spec);
  }

  @Test
  void aTiedEmbeddingIsAsWideAsTheLastRecurrentLayer() {
    ModelSpec two = ModelSpec.of(Cell.GRU, 2, 5).with(EmbeddingSpec.tied(4));

    assertThat(two.units(0)).isEqualTo(5);
    assertThat(two.units(1)).isEqualTo(two.outputWidth()).isEqualTo(4);
    assertThat(two.evenLayers()).isFalse();
    assertThat(two.with(EmbeddingSpec.tied(5)).evenLayers()).isTrue();
    assertThat(two.with(EmbeddingSpec.trained(4)).units(1)).isEqualTo(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSpec.of(Cell.GRU, 1, 5).with(EmbeddingSpec.tied(4)))
        .withMessage(
            "embedding size is 4, it must be the hidden size, 5, for a tied embedding and a single"
                + " layer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSpec.of(Cell.GRU, 2, 5).with(EmbeddingSpec.tied(0)))
        .withMessage("embedding size is 0, it must be at least 1 for a tied embedding");
  }

  @Test
  void aSpecificationIsStoredFlatAsItAlwaysWas() {
    HeadSpec head = new HeadSpec(Head.CLASS, Pooling.MEAN, 4, DenseActivation.TANH);
    ModelSpec spec =
        ModelSpec.of(RecurrentSpec.of(Cell.GRU, 2, 5).withForgetBias(0.5))
            .with(EmbeddingSpec.frozen(3))
            .with(new DropoutSpec(0.1, 0.2))
            .with(head)
            .reading(Direction.BOTH);
    String stored =
        """
        {"cell":"GRU","layers":2,"hiddenSize":5,"embeddingSize":3,"dropout":0.1,"recurrentDropout":0.2,\
        "weightDrop":0.0,"embeddingDropout":0.0,"inputDropout":0.0,"outputDropout":0.1,"lockedDropout":false,\
        "tiedEmbedding":false,"forgetBias":0.5,"frozenEmbedding":true,"bidirectional":true,\
        "head":{"kind":"CLASS","pooling":"MEAN","denseSize":4,"denseActivation":"TANH",\
        "reads":{"length":0,"cut":"END","classes":[]},"tags":"SOFTMAX",\
        "output":{"kind":"FULL","cutoffs":[]}},\
        "architecture":"LANGUAGE_MODEL","block":"PLAIN","feedForwardSize":0}\
        """;
    String beforeOutputs = stored.replace(",\"output\":{\"kind\":\"FULL\",\"cutoffs\":[]}", "");
    String beforeBlocks = beforeOutputs.replace(",\"block\":\"PLAIN\",\"feedForwardSize\":0", "");
    String beforeTags =
        beforeBlocks
            .replace(",\"tags\":\"SOFTMAX\"", "")
            .replaceAll("\"(weightDrop|(embedding|input|output|locked)Dropout)\":[^,]*,", "");

    assertThat(Json.line(spec)).isEqualTo(stored);
    assertThat(Json.read(stored, ModelSpec.class, "state.json")).isEqualTo(spec);
    assertThat(Json.read(beforeOutputs, ModelSpec.class, "state.json")).isEqualTo(spec);
    assertThat(Json.read(beforeBlocks, ModelSpec.class, "state.json")).isEqualTo(spec);
    assertThat(Json.read(beforeTags, ModelSpec.class, "state.json")).isEqualTo(spec);
  }

  @Test
  void oneHotTokensHaveNoVectorsToDrop() {
    for (DropoutSpec dropout :
        List.of(
            new DropoutSpec(0, 0, 0, 0.1, 0, 0, false),
            new DropoutSpec(0, 0, 0, 0, 0.1, 0, false))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ModelSpec.of(Cell.LSTM, 2, 5).with(dropout))
          .withMessageContainingAll("one-hot", "model.embedding-size", "model.input-dropout = 0");
    }
  }

  @Test
  void residualBlocksAreStoredToldAndNamed() {
    ModelSpec spec =
        ModelSpec.of(RecurrentSpec.of(Cell.MIN_GRU, 2, 5).in(new BlockSpec(Block.RESIDUAL, 0)));

    assertThat(Json.read(Json.line(spec), ModelSpec.class, "state.json")).isEqualTo(spec);
    assertThat(spec.label()).isEqualTo("min-gru-2x5-residual");
    assertThat(spec.summary())
        .isEqualTo("2 x 5 min-GRU in residual blocks with 10 units, one-hot input");
  }

  @Test
  void plainLayersHaveNoFeedForwardPart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BlockSpec(Block.PLAIN, 7))
        .withMessageContaining("set model.block = residual");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BlockSpec(Block.RESIDUAL, -1))
        .withMessage("feed-forward size is -1, it must be at least 0");
  }

  @Test
  void residualBlocksAreOfOneWidthAndHaveOneDropout() {
    ModelSpec blocks = ModelSpec.of(RecurrentSpec.of(Cell.LSTM, 2, 5).in(BlockSpec.RESIDUAL));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> blocks.with(EmbeddingSpec.tied(4)))
        .withMessageContaining("as wide as a tied embedding");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                blocks
                    .with(EmbeddingSpec.trained(4))
                    .with(new DropoutSpec(0, 0, 0, 0, 0.1, 0, false)))
        .withMessageContaining("set model.input-dropout = 0");
  }

  @Test
  void anEncoderAndDecoderHasNoResidualBlocks() {
    ModelSpec blocks = ModelSpec.of(RecurrentSpec.of(Cell.LSTM, 2, 5).in(BlockSpec.RESIDUAL));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> blocks.with(Architecture.ENCODER_DECODER))
        .withMessage("an encoder and decoder has plain recurrent layers; set model.block = plain");
  }

  @Test
  void aStoredEmbeddingCannotBeBothTiedAndFrozen() {
    String stored =
        """
        {"cell":"LSTM","layers":2,"hiddenSize":5,"embeddingSize":5,"dropout":0.1,\
        "tiedEmbedding":true,"frozenEmbedding":true}\
        """;

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Json.read(stored, ModelSpec.class, "state.json"))
        .withMessageContainingAll("state.json cannot be read", "a frozen embedding must");
  }
}
