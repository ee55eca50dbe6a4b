package org.rnnlm.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StopTextsTest {
  @Test
  void whatMayBeTheBeginningOfAStopIsHeldBack() {
    StopTexts stops = new StopTexts(List.of("\n\n", "END"));

    assertThat(stops.add("one\n")).isEqualTo("one");
    assertThat(stops.add("two E")).isEqualTo("\ntwo ");
    assertThat(stops.add("N")).isEmpty();
    assertThat(stops.add("N")).isEqualTo("ENN");
    assertThat(stops.add("EN")).isEmpty();
    assertThat(stops.found()).isFalse();
    assertThat(stops.add("Dless")).isEmpty();
    assertThat(stops.found()).isTrue();
    assertThat(stops.add("more") + stops.end()).isEmpty();
  }

  @Test
  void whatWasHeldBackIsToldAtTheEnd() {
    StopTexts stops = new StopTexts(List.of("abc"));

    assertThat(stops.add("xab")).isEqualTo("x");
    assertThat(stops.end()).isEqualTo("ab");
    assertThat(stops.found()).isFalse();
  }

  @Test
  void howATextIsCutDoesNotMatter() {
    SplittableRandom random = new SplittableRandom(3);
    int stopped = 0;
    for (int i = 0; i < 2000; i++) {
      String text = letters(random, 12);
      int length =
          1 + random.nextInt(4); // one of another length may be whole before an earlier one
      List<String> stops = List.of(letters(random, length), letters(random, length));
      int first =
          stops.stream().mapToInt(text::indexOf).filter(at -> at >= 0).min().orElse(text.length());

      StopTexts some = new StopTexts(stops);
      StringBuilder told = new StringBuilder();
      for (int from = 0; from < text.length() && !some.found(); ) {
        int to = Math.min(text.length(), from + 1 + random.nextInt(4));
        told.append(some.add(text.substring(from, to)));
        from = to;
      }
      told.append(some.found() ? "" : some.end());

      assertThat(some.found()).isEqualTo(first < text.length());
      assertThat(told.toString()).isEqualTo(text.substring(0, first));
      stopped += some.found() ? 1 : 0;
    }
    assertThat(stopped).isBetween(500, 1900);
  }

  private static String letters(SplittableRandom random, int count) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append((char) ('a' + random.nextInt(2)));
    }
    return letters.toString();
  }
}
