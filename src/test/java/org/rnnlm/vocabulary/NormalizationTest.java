package org.rnnlm.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnlm.io.DataException;

class NormalizationTest {
  private static final TokenSpec NFC =
      TokenSpec.of(TokenKind.CHARACTERS).lowerCased().with(Normalization.NFC);

  private static Vocabulary vocabulary(TokenSpec spec) {
    return Vocabulary.of(spec, List.of(new Vocabulary.Entry("é", 3)), 3, 1, 0, 1);
  }

  @Test
  void theSameCharactersAreTheSameTokensHoweverTheyAreWritten() {
    Codec codec = new Codec(vocabulary(NFC));
    assertThat(codec.encode("É")).isEqualTo(codec.encode("E\u0301")).containsExactly(4);
    assertThat(
            new Codec(vocabulary(TokenSpec.of(TokenKind.CHARACTERS).lowerCased()))
                .encode("E\u0301"))
        .hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(TokenKind.class)
  void lowerCasedTextIsNormalizedToo(TokenKind kind) {
    TokenSpec spec = new TokenSpec(kind, true, Normalization.NFC, Digits.ZERO);
    for (String capitals :
        List.of("J\u030c", "H\u0331", "T\u0308", "W\u030a", "Y\u030a", "\u03aa\u0301")) {
      String form = spec.form(capitals + " \u0130 1");
      assertThat(form).isEqualTo(Normalization.NFC.of(form)).startsWith(form.substring(0, 1) + " ");
    }
    assertThat(spec.form("J\u030c")).isEqualTo("\u01f0");
    assertThat(TokenSpec.of(kind).lowerCased().with(Normalization.NONE).form("J\u030c"))
        .isEqualTo("j\u030c");
  }

  @Test
  void theVocabularySaysIt() {
    String file = VocabularyFile.format(vocabulary(NFC));
    assertThat(file)
        .startsWith("#rnnlm-vocabulary\t1\tcharacters\tlower-case=true\tnormalize=nfc\n");
    Vocabulary read = VocabularyFile.parse(file, "v.tsv");
    assertThat(read.spec()).isEqualTo(NFC);
    assertThat(read.fingerprint())
        .isEqualTo(vocabulary(NFC).fingerprint())
        .isNotEqualTo(vocabulary(TokenSpec.of(TokenKind.CHARACTERS).lowerCased()).fingerprint());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> VocabularyFile.parse(file.replace("=nfc", "=nfx"), "v.tsv"))
        .withMessage("v.tsv: line 1: 'normalize=nfx' is none of [normalize=none, normalize=nfc]");
  }
}
