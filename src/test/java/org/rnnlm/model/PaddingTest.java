package org.rnnlm.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.TokenSequence;

class PaddingTest {
  private static final SequenceSpec SENTENCES = new SequenceSpec(SequenceMode.SENTENCE, 50, 0);

  @Test
  void wholeSentencesAreNotPaddedBeyondTheLongest() {
    assertThat(Padding.of(SENTENCES, 0)).isEqualTo(Padding.NONE);
    assertThat(Padding.of(SENTENCES, 60)).isEqualTo(Padding.NONE);
    assertThat(Padding.NONE.steps(47)).isEqualTo(47);
  }

  @ParameterizedTest
  @CsvSource({"1, 10", "10, 10", "11, 20", "48, 50"})
  void sentencesTrainedInWindowsGetWholeWindows(int longest, int steps) {
    assertThat(Padding.of(SENTENCES, 10).steps(longest)).isEqualTo(steps);
  }

  @Test
  void aStreamIsNotPadded() {
    assertThat(Padding.of(SequenceSpec.stream(50), 10)).isEqualTo(Padding.NONE);
    assertThat(Padding.NONE.steps(13)).isEqualTo(13);
  }

  @Test
  void paddedStepsAreMasked() {
    List<TokenSequence> batch =
        List.of(
            new TokenSequence(0, 0, new int[] {2, 5, 3}),
            new TokenSequence(1, 0, new int[] {2, 6, 7, 3}));
    DataSet arrays = SequenceArrays.of(batch, TokenInput.IDS, 9, new Padding(4), Head.EVERY_STEP);
    assertThat(arrays.getFeatures().shape()).containsExactly(2, 1, 4);
    assertThat(arrays.getFeatures().data().asInt()).containsExactly(2, 5, 0, 0, 2, 6, 7, 0);
    assertThat(arrays.getLabels().data().asInt()).containsExactly(5, 3, 0, 0, 6, 7, 3, 0);
    assertThat(arrays.getLabelsMaskArray().data().asInt()).containsExactly(1, 1, 0, 0, 1, 1, 1, 0);
  }
}
