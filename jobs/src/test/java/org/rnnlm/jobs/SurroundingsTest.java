package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SurroundingsTest {
  private static final String ASCII = "ANSI_X3.4-1968";

  @Test
  void anArgumentThatLostLettersIsRefused() {
    assertThat(Surroundings.refusal(ASCII, "generate", "--prompt", "\uFFFD\uFFFDt\uFFFD\uFFFD"))
        .hasValueSatisfying(refusal -> assertThat(refusal).contains(ASCII, "LC_ALL=C.UTF-8"));
  }

  @Test
  void argumentsOfAsciiAreTakenInAnyCharacterSet() {
    assertThat(Surroundings.refusal(ASCII, "generate", "--prompt", "summer")).isEmpty();
  }

  @Test
  void theReplacementCharacterItselfMayBeMeantWhereAllLettersArrive() {
    assertThat(Surroundings.refusal("UTF-8", "--prompt", "\uFFFD")).isEmpty();
  }

  @Test
  void whatMayBeMissedIsToldInAllCharacterSetsButUtf8() {
    assertThat(Surroundings.warning(ASCII)).isPresent();
    assertThat(Surroundings.warning("UTF-8")).isEmpty();
  }
}
