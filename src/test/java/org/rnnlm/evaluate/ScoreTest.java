package org.rnnlm.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoreTest {
  @Test
  void aUniformGuessOverEightTokensCostsThreeBits() {
    Score score = new Score(5 * Math.log(8), 5, 5);

    assertThat(score.perplexity()).isCloseTo(8, within(1e-12));
    assertThat(score.bitsPerToken()).isCloseTo(3, within(1e-12));
    assertThat(score.bitsPerCharacter()).isCloseTo(3, within(1e-12));
  }

  @Test
  void lossesPerCharacterAreSharedByTheCharactersOfAToken() {
    Score score = new Score(60, 20, 80);

    assertThat(score.loss()).isEqualTo(3);
    assertThat(score.natsPerCharacter()).isEqualTo(0.75);
    assertThat(score.bitsPerCharacter()).isCloseTo(0.75 / Math.log(2), within(1e-12));
  }
}
