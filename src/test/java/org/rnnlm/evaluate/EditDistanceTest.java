package org.rnnlm.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

class EditDistanceTest {
  @ParameterizedTest
  @CsvSource({
    "kitten, sitting, 3",
    "saturday, sunday, 3",
    "'', abc, 3",
    "abc, '', 3",
    "abc, abc, 0",
    "abc, bc, 1",
    "bc, abc, 1",
    "abc, acb, 2",
    "\ud83d\ude00a, a, 1"
  })
  void itIsTheNumberOfEdits(String one, String other, int edits) {
    assertThat(EditDistance.ofCharacters(one, other)).isEqualTo(edits);
  }

  @Test
  void itIsWhatTheDefinitionSaysOfRandomSequences() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      List<Integer> one = sequence(random);
      List<Integer> other = sequence(random);
      assertThat(EditDistance.of(one, other)).isEqualTo(byDefinition(one, other));
    }
  }

  private static List<Integer> sequence(SplittableRandom random) {
    int length = random.nextInt(6);
    return IntStream.range(0, length).map(i -> random.nextInt(3)).boxed().toList();
  }

  private static int byDefinition(List<Integer> one, List<Integer> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.size() + other.size();
    }
    List<Integer> rest = one.subList(1, one.size());
    List<Integer> otherRest = other.subList(1, other.size());
    if (one.get(0).equals(other.get(0))) {
      return byDefinition(rest, otherRest);
    }
    return 1
        + Math.min(
            byDefinition(rest, otherRest),
            Math.min(byDefinition(rest, other), byDefinition(one, otherRest)));
  }

  @Test
  void ofWordModelsTokensAreWordsAndOfOthersWhatStandsBetweenWhiteSpace() {
    Vocabulary words = vocabulary(TokenKind.WORDS, List.of("the", "hen", "sat", "ran", "."));
    Completions.Result ofWords =
        Completions.compare(ids(words, "the hen sat."), ids(words, "the hen ran far"), words);
    assertThat(ofWords.words()).isEqualTo(new ErrorRate(2, 4));
    assertThat(ofWords.characters().length()).isEqualTo("the hen sat.".length());

    List<String> letters = "thens ar.".chars().distinct().mapToObj(Character::toString).toList();
    Vocabulary characters = vocabulary(TokenKind.CHARACTERS, letters);
    Completions.Result ofCharacters =
        Completions.compare(
            ids(characters, "the hen sat."), ids(characters, "the hen ran"), characters);
    assertThat(ofCharacters.words()).isEqualTo(new ErrorRate(1, 3));
    assertThat(ofCharacters.characters()).isEqualTo(new ErrorRate(3, 12));
    assertThat(ofCharacters.characters().rate()).isEqualTo(0.25);
  }

  private static Vocabulary vocabulary(TokenKind kind, List<String> tokens) {
    return Vocabulary.of(
        TokenSpec.of(kind),
        tokens.stream().map(token -> new Vocabulary.Entry(token, 5)).toList(),
        100,
        1,
        0,
        1);
  }

  private static int[] ids(Vocabulary vocabulary, String text) {
    return new Codec(vocabulary).encode(text);
  }
}
