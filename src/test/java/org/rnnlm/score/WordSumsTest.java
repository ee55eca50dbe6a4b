package org.rnnlm.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Piece;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

class WordSumsTest {

  /** The i-th token has i + 1 nats. */
  private static List<ScoredWord> words(Vocabulary vocabulary, String text) {
    List<Piece> pieces = new Codec(vocabulary).pieces(text);
    Reading reading = Reading.of(pieces.size() + 1);
    for (int i = 0; i < reading.nats().length; i++) {
      reading.nats()[i] = i + 1;
      reading.entropies()[i] = 100 + i;
    }
    ScoredText scored = ScoredText.of(text, pieces, reading);
    List<ScoredWord> words = new WordSums(vocabulary).of(scored);
    assertThat(words.stream().mapToDouble(ScoredWord::nats).sum())
        .isCloseTo(scored.totals().nats(), within(1e-9));
    return words;
  }

  private static Vocabulary of(TokenKind kind, String... tokens) {
    List<Vocabulary.Entry> counts = new ArrayList<>();
    for (String token : tokens) {
      counts.add(new Vocabulary.Entry(token, 10));
    }
    return Vocabulary.of(TokenSpec.of(kind), counts, 100, 1, 0, 1);
  }

  @Test
  void theSpaceBeforeAWordIsTheWords() {
    List<ScoredWord> words =
        words(of(TokenKind.CHARACTERS, "a", "b", "c", " ", ".", "\n"), "ab c.\n\nc x ");
    assertThat(words).extracting(ScoredWord::text).containsExactly("ab", "c.", "c", "x", "<end>");
    assertThat(words)
        .extracting(ScoredWord::nats)
        .containsExactly(1. + 2, 3. + 4 + 5, 6. + 7 + 8, 9. + 10, 11. + 12);
    assertThat(words).extracting(ScoredWord::entropy).containsExactly(100., 102., 105., 108., 110.);
    assertThat(words)
        .extracting(ScoredWord::isUnknown)
        .containsExactly(false, false, false, true, false);
  }

  @Test
  void wordsAndTheirMarksAreOneWhereNoSpaceIsBetween() {
    List<ScoredWord> words =
        words(of(TokenKind.WORDS, "The", "cat", ",", "slept", ".", "\n"), "The cat , slept.\nIt");
    assertThat(words)
        .extracting(ScoredWord::text)
        .containsExactly("The", "cat", ",", "slept.", "It", "<end>");
    assertThat(words).extracting(ScoredWord::nats).containsExactly(1., 2., 3., 9., 13., 8.);
  }

  @Test
  void subwordsArePutTogetherThoughACharacterIsCutBetweenThem() {
    Vocabulary bytes =
        Vocabulary.ofMerges(TokenSpec.of(TokenKind.SUBWORDS), List.of(), Map.of(), 1);
    List<ScoredWord> words = words(bytes, "h\u00e9 \u6f22");
    assertThat(words).extracting(ScoredWord::text).containsExactly("h\u00e9", "\u6f22", "<end>");
    assertThat(words).extracting(word -> word.tokens().size()).containsExactly(3, 4, 1);
  }

  @Test
  void anEmptyTextHasItsEndAlone() {
    assertThat(words(of(TokenKind.CHARACTERS, "a"), ""))
        .extracting(ScoredWord::text)
        .containsExactly("<end>");
  }
}
