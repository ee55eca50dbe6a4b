package org.rnnlm.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Numbers are those of a map from tokens to the order in which they were first met. */
class TokenNumbersTest {
  private static final String LETTERS = "abz\u007f\u0080é水\ud83d\ude00";

  @Test
  void tokensAreNumberedInTheOrderInWhichTheyAreFirstMet() {
    TokenNumbers numbers = new TokenNumbers();
    Map<String, Integer> expected = new LinkedHashMap<>();
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 40_000; i++) {
      String token = token(random);
      char[] text = ("." + token + "!").toCharArray();
      int known = expected.getOrDefault(token, -1);
      assertThat(numbers.find(text, 1, text.length - 1)).as(token).isEqualTo(known);
      expected.putIfAbsent(token, expected.size());
      assertThat(numbers.number(text, 1, text.length - 1)).isEqualTo(expected.get(token));
    }
    assertThat(numbers.size()).isEqualTo(expected.size()).isGreaterThan(5_000);
    expected.forEach(
        (token, number) -> {
          assertThat(numbers.number(token)).isEqualTo(number);
          assertThat(numbers.token(number)).isEqualTo(token);
          assertThat(numbers.hash(number)).isEqualTo(token.hashCode());
        });
  }

  private static String token(SplittableRandom random) {
    StringBuilder token = new StringBuilder();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return token.toString();
  }

  @Test
  void tokensOfOneHashAreToldApart() {
    TokenNumbers numbers = new TokenNumbers();
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    assertThat(numbers.number("Aa")).isZero();
    assertThat(numbers.number("BB")).isOne();
    assertThat(numbers.number("Aa")).isZero();
  }
}
