package org.rnnlm.prep.text;

import static org.assertj.core.api.Assertions.assertThat;

/** Examples of markup on a page called Oak, and what readers see of them. */
final class Cleaned {

  private Cleaned() {}

  static void assertShows(String markup, String text) {
    assertShows("en", markup, text);
  }

  static void assertShows(String language, String markup, String text) {
    assertThat(new WikitextCleaner(new Wiki(language)).clean("Oak", markup))
        .as(markup)
        .isEqualTo(text);
  }

  /**
   * @param example holds markup, {@code =>} and text, with {@code \n} for line feeds
   */
  static void assertShows(String example) {
    String[] sides = example.replace("\\n", "\n").split(" => ?", -1);
    assertShows(sides[0], sides[1]);
  }
}
