package org.rnnlm.vocabulary;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GrowingTextTest {
  private static final String TEXT =
      "He said: \"No, the sailors' boats\" (all 3) -- and left.\n\n"
          + "Then, \u201cwell\u201d, it's 5% e\u0301 \ud83d\ude00 done!\n";

  static Stream<Vocabulary> ofAllKinds() {
    return Stream.of(TokenKind.values()).map(GrowingTextTest::vocabulary);
  }

  private static Vocabulary vocabulary(TokenKind kind) {
    TokenSpec spec = TokenSpec.of(kind);
    if (kind == TokenKind.SUBWORDS) {
      return SampleSubwords.learnt(spec, 150);
    }
    Map<String, Long> counts = new HashMap<>();
    Tokenizer.of(spec).tokens(TEXT).forEach(token -> counts.merge(token, 1L, Long::sum));
    return Vocabulary.of(
        spec,
        counts.entrySet().stream()
            .map(entry -> new Vocabulary.Entry(entry.getKey(), entry.getValue()))
            .toList(),
        counts.values().stream().mapToLong(Long::longValue).sum(),
        1,
        0,
        1);
  }

  @ParameterizedTest
  @MethodSource("ofAllKinds")
  void thePartsAreTogetherWhatTheCodecMakesOfTheWhole(Vocabulary vocabulary) {
    int[] tokens = new Codec(vocabulary).encode(TEXT);

    assertThat(grown(vocabulary, tokens)).isEqualTo(new Codec(vocabulary).decode(tokens));
  }

  @ParameterizedTest
  @MethodSource("ofAllKinds")
  void soTheyAreOfTokensInAnyOrder(Vocabulary vocabulary) {
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 500; i++) {
      int[] tokens = random.ints(random.nextInt(40), 0, vocabulary.size()).toArray();

      assertThat(grown(vocabulary, tokens)).isEqualTo(new Codec(vocabulary).decode(tokens));
    }
  }

  @ParameterizedTest
  @MethodSource("ofAllKinds")
  void whatATokenWouldAddIsWhatItAdds(Vocabulary vocabulary) {
    GrowingText text = new GrowingText(vocabulary);
    for (int token : new Codec(vocabulary).encode(TEXT)) {
      String would = text.peek(token);
      String added = text.add(token);
      assertThat(text.isWithinCharacter() ? would.endsWith("\uFFFD") : would.equals(added))
          .isTrue();
    }
  }

  @Test
  void aCharacterOfSeveralTokensComesWithItsLastOne() {
    Vocabulary vocabulary = vocabulary(TokenKind.SUBWORDS);
    GrowingText text = new GrowingText(vocabulary);
    int[] tokens = new Codec(vocabulary).encode("\ud83d\ude00");

    List<String> parts = IntStream.of(tokens).mapToObj(text::add).toList();

    assertThat(parts.subList(0, parts.size() - 1)).containsOnly("");
    assertThat(parts.get(parts.size() - 1)).isEqualTo("\ud83d\ude00");
    assertThat(text.end()).isEmpty();
    text.add(tokens[0]);
    assertThat(text.isWithinCharacter()).isTrue();
    assertThat(text.end()).isEqualTo("\uFFFD");
  }

  @Test
  void aLineOfManyWordsTakesNoLongerAWordThanAShortOne() {
    Vocabulary vocabulary = vocabulary(TokenKind.WORDS);
    int[] words = new int[100_000];
    Arrays.fill(words, vocabulary.id("sailors"));

    String text = assertTimeoutPreemptively(ofSeconds(20), () -> grown(vocabulary, words));

    assertThat(text).hasSize(100_000 * "sailors ".length() - 1);
  }

  private static String grown(Vocabulary vocabulary, int[] tokens) {
    GrowingText text = new GrowingText(vocabulary);
    StringBuilder whole = new StringBuilder();
    for (int token : tokens) {
      whole.append(text.add(token));
    }
    return whole.append(text.end()).toString();
  }
}
