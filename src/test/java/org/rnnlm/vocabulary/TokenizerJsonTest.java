package org.rnnlm.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What {@code tokenizer.json} says, by Hugging Face's own library. */
class TokenizerJsonTest {
  private static final int TEXTS = 1_500;

  @Test
  void subwordsAreTheSameTokenForTokenAndTheSameText() throws IOException {
    for (Normalization normalization : Normalization.values()) {
      for (Digits digits : Digits.values()) {
        for (boolean lowerCase : new boolean[] {false, true}) {
          TokenSpec spec = new TokenSpec(TokenKind.SUBWORDS, lowerCase, normalization, digits);
          assertAgrees(SampleSubwords.learnt(spec, 150));
        }
      }
    }
  }

  @Test
  void charactersAreTheSame() throws IOException {
    for (Digits digits : Digits.values()) {
      TokenSpec spec = new TokenSpec(TokenKind.CHARACTERS, false, Normalization.NFC, digits);
      Map<String, Long> counts = new HashMap<>();
      Tokenizer.of(spec).tokens(SampleSubwords.TEXT).forEach(c -> counts.merge(c, 1L, Long::sum));
      List<Vocabulary.Entry> entries = new ArrayList<>();
      counts.forEach((token, count) -> entries.add(new Vocabulary.Entry(token, count)));
      assertAgrees(Vocabulary.of(spec, entries, 1000, 1, 100, 1));
    }
  }

  private static void assertAgrees(Vocabulary vocabulary) throws IOException {
    Codec codec = new Codec(vocabulary);
    SplittableRandom random = new SplittableRandom(4);
    try (HuggingFace theirs = new HuggingFace(TokenizerJson.format(vocabulary).orElseThrow())) {
      for (int i = 0; i <= TEXTS; i++) {
        String text = i == 0 ? SampleSubwords.TEXT : SampleSubwords.random(random);
        int[] ids = codec.encode(text);
        assertThat(theirs.encode(text)).as("%s: %s", vocabulary.spec(), text).isEqualTo(ids);
        assertThat(theirs.decode(ids)).isEqualTo(codec.decode(ids));
      }
    }
  }

  @Test
  void itSaysTheNamesOfTheSpecialsAndTakesThemForTextInATextAsWeDo() throws IOException {
    Vocabulary vocabulary = SampleSubwords.learnt(TokenSpec.of(TokenKind.SUBWORDS), 10);
    String json = TokenizerJson.format(vocabulary).orElseThrow();
    assertThat(json).contains("\"<pad>\" : 0", "\"<unk>\" : 1", "\"<start>\" : 2", "\"<end>\" : 3");
    try (HuggingFace theirs = new HuggingFace(json)) {
      assertThat(theirs.encode("<end>"))
          .isEqualTo(new Codec(vocabulary).encode("<end>"))
          .doesNotContain(Vocabulary.END);
    }
  }

  @Test
  void whatTheFormatCannotSayIsNotWritten() {
    for (TokenKind kind : List.of(TokenKind.WORDS, TokenKind.GRAPHEMES)) {
      assertThat(TokenizerJson.format(empty(TokenSpec.of(kind)))).isEmpty();
    }
    assertThat(TokenizerJson.format(empty(TokenSpec.of(TokenKind.CHARACTERS).lowerCased())))
        .isEmpty();
    assertThat(TokenizerJson.format(empty(TokenSpec.of(TokenKind.CHARACTERS)))).isPresent();
  }

  private static Vocabulary empty(TokenSpec spec) {
    return Vocabulary.of(spec, List.of(), 0, 1, 0, 1);
  }
}
