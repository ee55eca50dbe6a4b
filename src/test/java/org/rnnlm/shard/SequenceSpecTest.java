package org.rnnlm.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.vocabulary.Vocabulary;

class SequenceSpecTest {
  private static final SequenceSpec WINDOWS = new SequenceSpec(SequenceMode.WINDOW, 7, 3);

  @Test
  void ofAWindowAllButItsStrideWasPredictedBefore() {
    assertThat(WINDOWS.repeated(sequence(9, 8, 7, 6, 5, 4, 3 + 8, 4))).isEqualTo(4);
  }

  @Test
  void ofAnArticlesFirstWindowNothingWasPredictedBefore() {
    assertThat(WINDOWS.repeated(sequence(Vocabulary.END, 8, 7, 6, 5, 4, 11, 4))).isZero();
  }

  @Test
  void piecesAndSentencesRepeatNothing() {
    TokenSequence sequence = sequence(9, 8, 7, 6);
    assertThat(SequenceSpec.stream(7).repeated(sequence)).isZero();
    assertThat(new SequenceSpec(SequenceMode.SENTENCE, 7, 0).repeated(sequence)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"STREAM, 0, 0", "WINDOW, 5, 0", "WINDOW, 5, 6", "SENTENCE, 5, 1", "STREAM, 5, 5"})
  void whatDoesNotGoTogetherIsRefused(SequenceMode mode, int length, int stride) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SequenceSpec(mode, length, stride))
        .withMessageContaining(length == 0 ? "length is 0" : "stride is " + stride);
  }

  @Test
  void itIsSaidInWords() {
    assertThat(WINDOWS.summary()).isEqualTo("windows of 7 steps every 3");
    assertThat(new SequenceSpec(SequenceMode.SENTENCE, 7, 0).summary())
        .isEqualTo("sentences of at most 7 steps");
    assertThat(SequenceSpec.stream(7).summary()).isEqualTo("pieces of 7 steps");
  }

  private static TokenSequence sequence(int... tokens) {
    return new TokenSequence(0, 0, tokens);
  }
}
