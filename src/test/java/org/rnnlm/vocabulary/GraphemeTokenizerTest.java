package org.rnnlm.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GraphemeTokenizerTest {
  private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
  private static final String HANGUL = "\u1112\u1161\u11AB"; // three letters, one syllable

  private final Tokenizer tokenizer = Tokenizer.of(TokenSpec.of(TokenKind.GRAPHEMES));

  @Test
  void aTokenIsWhatReadersTakeForACharacter() {
    String text = "ae\u0301\u0323 " + FAMILY + "\r\n" + HANGUL;
    List<String> tokens = tokenizer.tokens(text);
    assertThat(tokens).containsExactly("a", "e\u0301\u0323", " ", FAMILY, "\r\n", HANGUL);
    assertThat(tokenizer.join(tokens)).isEqualTo(text);
  }

  @Test
  void anEmptyTextHasNoTokens() {
    assertThat(tokenizer.tokens("")).isEmpty();
  }
}
