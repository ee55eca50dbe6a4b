package org.rnnlm.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CharacterTokenizerTest {
  private final Tokenizer tokenizer = Tokenizer.of(TokenSpec.of(TokenKind.CHARACTERS));

  @Test
  void aTokenIsACodePointAndNotACodeUnit() {
    assertThat(tokenizer.tokens("a\uD83C\uDF0Aé\uD834\uDD1E"))
        .containsExactly("a", "\uD83C\uDF0A", "é", "\uD834\uDD1E");
  }

  @Test
  void spacesAndLineEndsAreTokens() {
    assertThat(tokenizer.tokens(" \t\r\n\n\u00A0"))
        .containsExactly(" ", "\t", "\r", "\n", "\n", "\u00A0");
  }

  @Test
  void combiningMarksAreTokensOfTheirOwn() {
    assertThat(tokenizer.tokens("e\u0301")).containsExactly("e", "\u0301");
  }

  @Test
  void anEmptyTextHasNoTokens() {
    assertThat(tokenizer.tokens("")).isEmpty();
    assertThat(tokenizer.join(List.of())).isEmpty();
  }

  @Test
  void joiningTheTokensGivesTheText() {
    Random random = new Random(17);
    for (int i = 0; i < 200; i++) {
      String text = randomText(random, random.nextInt(100));
      List<String> tokens = tokenizer.tokens(text);

      assertThat(tokens).hasSize(text.codePointCount(0, text.length()));
      assertThat(tokenizer.join(tokens)).isEqualTo(text);
    }
  }

  /** Code points of all planes, half of them ASCII; surrogates without their pair among them. */
  private static String randomText(Random random, int codePoints) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < codePoints; i++) {
      text.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x80 : 0x110000));
    }
    return text.toString();
  }
}
