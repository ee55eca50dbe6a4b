package org.rnnlm.prep.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

  @ParameterizedTest
  @CsvSource({
    "1+2*3, 7",
    "(1+2)*3, 9",
    "10-2-3, 5",
    "2^10, 1024",
    "-5+3, -2",
    "2*-3, -6",
    "- (2+3), -5",
    "−4, -4",
    "7 mod 3, 1",
    "1e3, 1000",
    "1/4, 0.25",
    "2.345 round 2, 2.35",
    "1234 round -2, 1200",
    "trunc 2.7, 2",
    "ceil 2.1 + floor 2.9, 5",
    "not 0, 1",
    "1 < 2 and 3 >= 3, 1",
    "1 = 2 or 1 != 1, 0",
    "pi > 3, 1",
    "abs(-3), 3"
  })
  void operatorsBindAsInMediaWiki(String expression, double value) {
    assertThat(Expression.value(expression)).hasValue(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1+", "+", "1 2", "(1", "1)", "()", "x", "1/0", "1 mod 0", "1..2", "ln 0"})
  void whatHasNoValueIsEmpty(String expression) {
    assertThat(Expression.value(expression)).isEmpty();
  }

  @Test
  void nestingIsNoRecursion() {
    assertThat(Expression.value("(".repeat(400) + "1" + ")".repeat(400))).hasValue(1);
  }
}
