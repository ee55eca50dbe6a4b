package org.rnnlm.prep.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntitiesTest {

  @Test
  void namesAreThoseOfHtml5() {
    assertThat(Entities.decode("&vert;&quest;&plus;&apos;&eacute;&NotEqualTilde;&amp;lt;&zwj;"))
        .isEqualTo("|?+'é≂̸&lt;\u200d");
  }

  @Test
  void numbersBetween128And159AreThoseOfWindows() {
    assertThat(Entities.decode("1990&#150;1995 &#147;a&#x94; b&#133; it&#146;s &#x80;&#129;"))
        .isEqualTo("1990–1995 “a” b… it’s €");
  }

  @Test
  void numbersOfControlCharactersAndOfNoneAreLeftOut() {
    assertThat(Entities.decode("a&#7;&#0;&#1;&#127;&#xD800;&#xFFFF;&#xFDD0;&#xFFFD;b"))
        .isEqualTo("ab");
    assertThat(Entities.decode("a&#9;b&#10;c")).isEqualTo("a\tb\nc");
  }

  @Test
  void whatIsNoEntityStaysAndSpoilsNoOther() {
    assertThat(
            Entities.decode(
                "&eacute; &#x110000; &#99999999999; &#; &#x; &#12a; &unknown; &amp &ndash;"))
        .isEqualTo("é &#x110000; &#99999999999; &#; &#x; &#12a; &unknown; &amp –");
    assertThat(Entities.decode("a & b &&amp;& AT&T; &" + "a".repeat(50) + ";"))
        .isEqualTo("a & b &&& AT&T; &" + "a".repeat(50) + ";");
  }
}
