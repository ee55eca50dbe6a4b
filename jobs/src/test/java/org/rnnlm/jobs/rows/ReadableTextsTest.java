package org.rnnlm.jobs.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.prep.table.RowMeasures;
import org.rnnlm.prep.table.RowOutcome;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

class ReadableTextsTest {
  private static final Vocabulary LETTERS =
      Vocabulary.of(
          TokenSpec.of(TokenKind.CHARACTERS),
          List.of(new Vocabulary.Entry("a", 2), new Vocabulary.Entry("b", 1)),
          3,
          1,
          0,
          1);

  private static final Vocabulary BYTES =
      Vocabulary.ofMerges(TokenSpec.of(TokenKind.SUBWORDS), List.of(), Map.of(), 1);

  private static RowOutcome length(int[] tokens) {
    return RowOutcome.of(List.of((long) tokens.length), RowMeasures.of(tokens.length, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "ab,   true,  true,  ''",
    "axb,  true,  true,  unknown-tokens",
    "axb,  false, true,  ''",
    "'',   true,  true,  no-tokens",
    "'',   true,  false, ''",
  })
  void whatAModelCannotGoOnFromIsABadRow(
      String text, boolean refusesUnknown, boolean needsTokens, String error) {
    ReadableTexts texts = new ReadableTexts(new Codec(LETTERS), refusesUnknown, needsTokens);
    RowOutcome outcome = texts.outcome(text, ReadableTextsTest::length);
    assertThat(outcome.error()).isEqualTo(error);
    assertThat(outcome.results())
        .isEqualTo(error.isEmpty() ? List.of(List.of((long) text.length())) : List.of());
  }

  @ParameterizedTest
  @CsvSource({"axb", "é中"})
  void subwordsAreNeverUnknown(String text) {
    ReadableTexts texts = new ReadableTexts(new Codec(BYTES), true, true);
    assertThat(texts.outcome(text, ReadableTextsTest::length).error()).isEmpty();
  }
}
