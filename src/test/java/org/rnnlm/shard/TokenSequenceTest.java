package org.rnnlm.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.text.Text;

class TokenSequenceTest {
  @Test
  void allTokensButTheFirstArePredicted() {
    assertThat(new TokenSequence(3, 5, new int[] {7, 8, 9, 7}).targets()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void fewerThanTwoTokensPredictNothing(int tokens) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenSequence(3, 5, new int[tokens]))
        .withMessage(
            Text.format("sequence 3 has %d tokens; 2 are the least that predict anything", tokens));
  }
}
