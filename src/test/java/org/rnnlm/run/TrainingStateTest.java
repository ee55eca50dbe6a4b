package org.rnnlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Json;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.shard.SequenceMode;

class TrainingStateTest {
  private static final TrainingState STATE =
      TrainingState.start(ModelSpec.of(Cell.GRU, 2, 8), "words", "shards", SequenceMode.SENTENCE);

  @Test
  void itIsReadAsItWasWritten() {
    assertThat(read(Json.pretty(STATE))).isEqualTo(STATE);
  }

  @Test
  void oneOfBeforeThereWereModesIsOfAStream() {
    String earlier = Json.pretty(STATE).replace("  \"sequences\" : \"SENTENCE\",\n", "");
    assertThat(earlier).doesNotContain("SENTENCE");
    assertThat(read(earlier).sequences()).isEqualTo(SequenceMode.STREAM);
  }

  @Test
  void whatIsMissingIsNamed() {
    String cut = Json.pretty(STATE).replace("  \"epochTokens\" : 0,\n", "");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(cut))
        .withMessageStartingWith(
            "state.json cannot be read: Missing required creator property 'epochTokens'");
  }

  private static TrainingState read(String text) {
    return Json.read(text, TrainingState.class, "state.json");
  }
}
