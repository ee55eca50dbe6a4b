package org.rnnlm.prep.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisambiguationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{Disambiguation}}",
        "{{human_name disambiguation|x}}",
        "{{Begriffsklärung}}",
        "{{homonymie}}",
        "{{Неоднозначность}}",
        "{{曖昧さ回避}}",
        "{{消歧义}}",
        "{{Anlam ayrımı}}",
        "x __DISAMBIG__",
        "__동음이의__"
      })
  void pagesOfManyMeaningsAreTold(String mark) {
    assertThat(Disambiguation.isMarked("* [[Oak]]\n" + mark + "\n")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{Oak}}", "Disambiguation", "__NOTOC__", "{{", "{{Disambiguation needed}}"})
  void otherPagesAreNot(String markup) {
    assertThat(Disambiguation.isMarked(markup)).isFalse();
  }
}
