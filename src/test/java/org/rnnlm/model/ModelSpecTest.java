package org.rnnlm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

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
        {"cell":"LSTM","layers":2,"hiddenSize":5,"embeddingSize":3,"dropout":0.1}""";

    assertThat(Json.read(stored, ModelSpec.class, "state.json"))
        .isEqualTo(
            ModelSpec.of(Cell.LSTM, 2, 5).with(EmbeddingSpec.trained(3)).with(DropoutSpec.of(0.1)));
  }

  @Test
  void aStoredSpecificationIsReadAsItWas() {
    ModelSpec spec =
        ModelSpec.of(Cell.GRU, 2, 5).with(EmbeddingSpec.tied(5)).with(new DropoutSpec(0.1, 0.2));

    assertThat(Json.read(Json.line(spec), ModelSpec.class, "state.json")).isEqualTo(spec);
  }

  @Test
  void aTiedEmbeddingIsAsWideAsTheHiddenLayers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSpec.of(Cell.GRU, 2, 5).with(EmbeddingSpec.tied(4)))
        .withMessage("embedding size is 4, it must be the hidden size, 5, for a tied embedding");
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
        "tiedEmbedding":false,"forgetBias":0.5,"frozenEmbedding":true,"bidirectional":true,\
        "head":{"kind":"CLASS","pooling":"MEAN","denseSize":4,"denseActivation":"TANH",\
        "reads":{"length":0,"cut":"END","classes":[]},"tags":"SOFTMAX"},\
        "architecture":"LANGUAGE_MODEL"}""";
    String beforeTags = stored.replace(",\"tags\":\"SOFTMAX\"", "");

    assertThat(Json.line(spec)).isEqualTo(stored);
    assertThat(Json.read(stored, ModelSpec.class, "state.json")).isEqualTo(spec);
    assertThat(Json.read(beforeTags, ModelSpec.class, "state.json")).isEqualTo(spec);
  }

  @Test
  void aStoredEmbeddingCannotBeBothTiedAndFrozen() {
    String stored =
        """
        {"cell":"LSTM","layers":2,"hiddenSize":5,"embeddingSize":5,"dropout":0.1,\
        "tiedEmbedding":true,"frozenEmbedding":true}""";

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Json.read(stored, ModelSpec.class, "state.json"))
        .withMessageContainingAll("state.json cannot be read", "a frozen embedding must");
  }
}
