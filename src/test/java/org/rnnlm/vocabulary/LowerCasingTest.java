package org.rnnlm.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class LowerCasingTest {
  @Test
  void textIsLowerCasedBeforeItIsCut() {
    assertThat(of(TokenKind.WORDS).tokens("The SEA, Ärger ΟΔΟΣ"))
        .containsExactly("the", "sea", ",", "ärger", "οδος");
    assertThat(of(TokenKind.CHARACTERS).tokens("AÉ\uD801\uDC00"))
        .containsExactly("a", "é", "\uD801\uDC28");
  }

  @Test
  void oneCharacterMayBecomeTwo() {
    assertThat(of(TokenKind.CHARACTERS).tokens("\u0130")).containsExactly("i", "\u0307");
  }

  @Test
  void theMachinesLanguageDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(of(TokenKind.WORDS).tokens("TITANIC")).containsExactly("titanic");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void withoutLowerCasingCaseIsKept() {
    assertThat(Tokenizer.of(TokenSpec.of(TokenKind.WORDS)).tokens("The SEA"))
        .containsExactly("The", "SEA");
  }

  private static Tokenizer of(TokenKind kind) {
    return Tokenizer.of(TokenSpec.of(kind).lowerCased());
  }
}
