package org.rnnlm.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Shows its worth where the build runs the tests in a language of other digits. */
class TextTest {
  @Test
  void numbersAreWrittenAlikeInEveryLanguage() {
    assertThat(Text.format("%d %,d %.2f %5.1f%%", 42, 1234567, 2.5, 99.0))
        .isEqualTo("42 1,234,567 2.50  99.0%");
  }

  @Test
  void settingsKeepTheQuotationMarksThatTheyNeed() {
    assertThat(Text.unquoted("\"lstm\"")).isEqualTo("lstm");
    assertThat(Text.unquoted("0.5")).isEqualTo("0.5");
    assertThat(Text.unquoted("\"a \\\"b\\\" c\"")).isEqualTo("\"a \\\"b\\\" c\"");
    assertThat(Text.unquoted("[\"a\", \"b\"]")).isEqualTo("[\"a\", \"b\"]");
  }
}
