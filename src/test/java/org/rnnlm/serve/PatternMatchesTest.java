package org.rnnlm.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternMatchesTest {
  private static final List<String> LONG_TEXT = Collections.nCopies(4096, "aaaaaaaaaa");

  @Test
  void tokensMatchThatHaveACharacterWithinAMatch() {
    List<String> tokens = List.of("a ", "sad", " t", "ale", "\n", "😀s");

    assertThat(PatternMatches.of("d t", tokens))
        .containsExactly(false, true, true, false, false, false);
    assertThat(PatternMatches.of("^\\S", tokens))
        .containsExactly(true, false, false, false, false, true);
    assertThat(PatternMatches.of("s$", tokens))
        .containsExactly(false, false, false, false, false, true);
    assertThat(PatternMatches.of("", tokens)).containsOnly(false);
  }

  /** Those of the page. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[aeiou]",
        "\\s",
        "[A-Z]",
        "\\w\\b",
        "\\n",
        "\"[^\"\\n]*\"?",
        "\\d",
        "\\b[A-Z]{2,}\\b"
      })
  void thePatternsOfThePageMatch(String pattern) {
    assertThat(PatternMatches.of(pattern, List.of("The KING: ", "\"a 1\"\n"))).contains(true);
  }

  private static String nothings(int count) {
    return "(|)".repeat(count);
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void noPatternTakesExponentialTime() {
    assertThat(PatternMatches.of(nothings(300) + "\\z", List.of("aa", "a"))).containsOnly(false);
    assertThat(PatternMatches.of("a*a*a*a*a*a*a*e", Collections.nCopies(300, "a")))
        .containsOnly(false);
    assertThatThrownBy(() -> PatternMatches.of(nothings(60) + "\\z(?!)", List.of("aa", "a")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no regular expression");
  }

  @ParameterizedTest
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @ValueSource(
      strings = {
        "a*b|a",
        "((((((((a{30}){30}){30}){30}){30}){30}){30}){30})",
        "(?i)[\\x{42}-\\x{1e942}]",
        "(?s-i:[\\x{42}-\\x{1e942}])",
        "(((a|b|){1,60}){1,60})",
        "(?<=a)b",
        "(a)\\1",
        "("
      })
  void whatWouldTakeTooLongIsRefused(String pattern) {
    assertThatThrownBy(() -> PatternMatches.of(pattern, LONG_TEXT))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("pattern ");
  }
}
