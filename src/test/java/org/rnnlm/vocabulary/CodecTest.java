package org.rnnlm.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnlm.vocabulary.Vocabulary.Entry;

class CodecTest {
  private final Codec words =
      codec(TokenSpec.of(TokenKind.WORDS).lowerCased(), "sea", "the", ",", "\n", "<");
  private final Codec characters =
      codec(TokenSpec.of(TokenKind.CHARACTERS), "a", " ", "\uD83C\uDF0A");

  @Test
  void textBecomesIds() {
    assertThat(words.encode("The sea, the\n\nSEA")).containsExactly(5, 4, 6, 5, 7, 4);
    assertThat(characters.encode("a \uD83C\uDF0A")).containsExactly(4, 5, 6);
  }

  @Test
  void tokensThatTheVocabularyLacksAreUnknown() {
    assertThat(words.encode("the cold sea")).containsExactly(5, Vocabulary.UNKNOWN, 4);
  }

  @Test
  void aTextCannotContainSpecials() {
    assertThat(words.encode("<end>")).containsExactly(8, Vocabulary.UNKNOWN, Vocabulary.UNKNOWN);
  }

  @Test
  void unknownTokensAreListedOnceInTheirOrder() {
    assertThat(words.unknown("zebras, the cold sea, cold zebras"))
        .containsExactly("zebras", "cold");
    assertThat(words.unknown("the sea")).isEmpty();
  }

  @Test
  void idsBecomeText() {
    assertThat(words.decode(new int[] {5, 4, 6, 5, 7, 4})).isEqualTo("the sea, the\nsea");
    assertThat(characters.decode(new int[] {6, 5, 4})).isEqualTo("\uD83C\uDF0A a");
    assertThat(characters.decode(new int[0])).isEmpty();
  }

  @Test
  void specialsAreShownButForEndWhichEndsTheLine() {
    assertThat(characters.decode(new int[] {2, 4, 1, 3, 4, 0})).isEqualTo("<start>a<unk>\na<pad>");
    assertThat(words.decode(new int[] {5, 1, 3, 4})).isEqualTo("the <unk>\nsea");
  }

  private static Codec codec(TokenSpec spec, String... tokens) {
    List<Entry> counts =
        IntStream.range(0, tokens.length).mapToObj(i -> new Entry(tokens[i], 20 - i)).toList();
    return new Codec(Vocabulary.of(spec, counts, 200, 2, 0, 1));
  }
}
