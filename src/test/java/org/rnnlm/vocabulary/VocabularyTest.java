package org.rnnlm.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rnnlm.vocabulary.Vocabulary.Entry;

class VocabularyTest {
  private static final TokenSpec WORDS = TokenSpec.of(TokenKind.WORDS);
  private static final List<Entry> COUNTS =
      List.of(
          new Entry("sea", 5),
          new Entry("gull", 2),
          new Entry("the", 11),
          new Entry("Ebb", 5),
          new Entry("tide", 1),
          new Entry("ebb", 5));

  @Test
  void tokensFollowTheSpecialsByFallingCountThenByToken() {
    assertThat(tokens(vocabulary(0, 1)))
        .containsExactly(
            "<pad>", "<unk>", "<start>", "<end>", "the", "Ebb", "ebb", "sea", "gull", "tide");
  }

  @Test
  void equalCountsAreOrderedByCodeUnitsAndNotByCodePoints() {
    String emoji = "\uD83D\uDE00"; // its first code unit is below U+FFFD, its code point above
    Vocabulary vocabulary =
        Vocabulary.of(WORDS, List.of(new Entry("\uFFFD", 3), new Entry(emoji, 3)), 6, 1, 0, 1);

    assertThat(vocabulary.id(emoji)).isEqualTo(4);
    assertThat(vocabulary.id("\uFFFD")).isEqualTo(5);
  }

  @Test
  void theOrderOfTheCountsDoesNotMatter() {
    List<Entry> counts = new ArrayList<>(COUNTS);
    Collections.shuffle(counts, new Random(3));

    Vocabulary shuffled = Vocabulary.of(WORDS, counts, 40, 7, 4, 2);
    assertThat(shuffled.entries()).isEqualTo(vocabulary(4, 2).entries());
    assertThat(shuffled.fingerprint()).isEqualTo(vocabulary(4, 2).fingerprint());
  }

  @Test
  void sizeLimitsTheTokensThatAreNotSpecials() {
    assertThat(tokens(vocabulary(2, 1)))
        .containsExactly("<pad>", "<unk>", "<start>", "<end>", "the", "Ebb");
    assertThat(vocabulary(2, 1).size()).isEqualTo(6);
  }

  @Test
  void rarerTokensThanTheMinimumAreUnknown() {
    Vocabulary vocabulary = vocabulary(0, 2);

    assertThat(vocabulary.find("gull")).hasValue(8);
    assertThat(vocabulary.find("tide")).isEmpty();
    assertThat(vocabulary.id("tide")).isEqualTo(Vocabulary.UNKNOWN);
  }

  @Test
  void allTokensThatWereNotKeptAreCountedAsUnknown() {
    // 40 tokens, of which the counts list 29, and 3 of those are too rare or too many
    assertThat(vocabulary(4, 2).entries().get(Vocabulary.UNKNOWN).count())
        .isEqualTo(40 - 11 - 5 - 5 - 5);
    assertThat(vocabulary(0, 1).entries().get(Vocabulary.UNKNOWN).count()).isEqualTo(40 - 29);
  }

  @Test
  void endIsCountedOncePerArticle() {
    Vocabulary vocabulary = vocabulary(0, 1);

    assertThat(vocabulary.entries().get(Vocabulary.END)).isEqualTo(new Entry("<end>", 7));
    assertThat(vocabulary.entries().get(Vocabulary.START)).isEqualTo(new Entry("<start>", 0));
    assertThat(vocabulary.entries().get(Vocabulary.PADDING)).isEqualTo(new Entry("<pad>", 0));
  }

  @Test
  void noTokensAtAllLeaveTheSpecials() {
    assertThat(Vocabulary.of(WORDS, List.of(), 0, 0, 0, 1).size()).isEqualTo(4);
  }

  @Test
  void aWordThatLooksLikeASpecialIsNotTheSpecial() {
    Vocabulary without = vocabulary(0, 1);
    Vocabulary with =
        Vocabulary.of(WORDS, List.of(new Entry("<unk>", 9), new Entry("<end>", 8)), 17, 1, 0, 1);

    assertThat(without.find("<unk>")).isEmpty();
    assertThat(without.find("<end>")).isEmpty();
    assertThat(with.find("<unk>")).hasValue(4);
    assertThat(with.find("<end>")).hasValue(5);
    assertThat(with.token(4)).isEqualTo("<unk>");
  }

  @Test
  void theFingerprintDoesNotDependOnCounts() {
    List<Entry> twice = COUNTS.stream().map(e -> new Entry(e.token(), 2 * e.count())).toList();

    assertThat(Vocabulary.of(WORDS, twice, 99, 3, 0, 1).fingerprint())
        .isEqualTo(vocabulary(0, 1).fingerprint());
  }

  @Test
  void theFingerprintDependsOnTokensTheirOrderTheirKindAndLowerCasing() {
    assertThat(
            List.of(
                fingerprint(WORDS, "a", "b", "c"),
                fingerprint(WORDS, "a", "b"),
                fingerprint(WORDS, "a", "c", "b"),
                fingerprint(WORDS, "a", "b\nc"),
                fingerprint(WORDS, "a", "b\\nc"),
                fingerprint(TokenSpec.of(TokenKind.WORDS).lowerCased(), "a", "b", "c"),
                fingerprint(TokenSpec.of(TokenKind.CHARACTERS), "a", "b", "c"),
                fingerprint(TokenSpec.of(TokenKind.CHARACTERS).lowerCased(), "a", "b", "c")))
        .doesNotHaveDuplicates()
        .allMatch(fingerprint -> fingerprint.matches("[0-9a-f]{64}"));
  }

  @Test
  void theFingerprintNeverChanges() {
    assertThat(fingerprint(WORDS, "a", "b", "c"))
        .isEqualTo("f73dd14fbb2f9a71c380805929e15674b875a9f9064aa43985623111506e8251");
  }

  @Test
  void aTokenGivenTwiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Vocabulary.of(WORDS, List.of(new Entry("a", 3), new Entry("a", 2)), 5, 1, 0, 1))
        .withMessage("token 'a' occurs twice");
  }

  @Test
  void aNegativeCountIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Entry("sea", -2))
        .withMessage("count of token 'sea' is -2");
  }

  @Test
  void entriesCannotBeChanged() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> vocabulary(0, 1).entries().add(new Entry("x", 1)));
  }

  private static Vocabulary vocabulary(int size, long minimumCount) {
    return Vocabulary.of(WORDS, COUNTS, 40, 7, size, minimumCount);
  }

  private static List<String> tokens(Vocabulary vocabulary) {
    return vocabulary.entries().stream().map(Entry::token).toList();
  }

  /** Returns the fingerprint of a vocabulary of these tokens in this order. */
  private static String fingerprint(TokenSpec spec, String... tokens) {
    List<Entry> counts = new ArrayList<>();
    for (String token : tokens) {
      counts.add(new Entry(token, 10 - counts.size()));
    }
    return Vocabulary.of(spec, counts, 60, 2, 0, 1).fingerprint();
  }
}
