package org.rnnlm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.io.Json;
import org.rnnlm.kernel.Cell;

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
        .isThrownBy(() -> new ModelSpec(Cell.LSTM, layers, hiddenSize, embeddingSize, dropout))
        .withMessage(message);
  }

  @Test
  void aModelNeedsACell() {
    assertThatNullPointerException()
        .isThrownBy(() -> new ModelSpec(null, 2, 5, 3, 0))
        .withMessage("cell");
  }

  @Test
  void withoutAnEmbeddingTokensAreOneHot() {
    assertThat(new ModelSpec(Cell.LSTM, 2, 5, 0, 0).oneHotInput()).isTrue();
    assertThat(new ModelSpec(Cell.LSTM, 2, 5, 3, 0).oneHotInput()).isFalse();
  }

  @Test
  void whatEarlierCheckpointsDoNotTellIsNone() {
    String stored =
        """
        {"cell":"LSTM","layers":2,"hiddenSize":5,"embeddingSize":3,"dropout":0.1}""";

    assertThat(Json.read(stored, ModelSpec.class, "state.json"))
        .isEqualTo(new ModelSpec(Cell.LSTM, 2, 5, 3, 0.1));
  }

  @Test
  void aStoredSpecificationIsReadAsItWas() {
    ModelSpec spec = new ModelSpec(Cell.GRU, 2, 5, 5, 0.1, 0.2, true);

    assertThat(Json.read(Json.line(spec), ModelSpec.class, "state.json")).isEqualTo(spec);
  }

  @Test
  void aTiedEmbeddingIsAsWideAsTheHiddenLayers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelSpec(Cell.GRU, 2, 5, 4, 0, 0, true))
        .withMessage("embedding size is 4, it must be the hidden size, 5, for a tied embedding");
  }
}
