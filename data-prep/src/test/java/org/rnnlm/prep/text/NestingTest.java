package org.rnnlm.prep.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestingTest {

  @ParameterizedTest
  @ValueSource(strings = {"{{a|", "{|\n|", "[[a|", "*", "#:"})
  void fortyOneInEachOtherAreTooDeep(String opening) {
    assertThat(Nesting.isTooDeep(opening.repeat(41) + "x")).isTrue();
  }

  @Test
  void aThousandOpenTagsAreTooDeep() {
    assertThat(Nesting.isTooDeep("<div>".repeat(1_001))).isTrue();
    assertThat(Nesting.isTooDeep("<ref name=a />, <b>x</b><br>".repeat(5_000))).isFalse();
  }

  @Test
  void whatIsClosedDoesNotCount() {
    assertThat(Nesting.isTooDeep("{{a|b|}} [[c]] [d] {|\n|}\n* x\n".repeat(5_000))).isFalse();
  }

  @Test
  void aBracketLeftOpenEndsWithItsParagraph() {
    assertThat(Nesting.isTooDeep("[[x\n\n".repeat(5_000))).isFalse();
  }
}
