package org.rnnlm.prep.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FallbackCleanerTest {

  private final TextCleaner cleaner = new FallbackCleaner();

  @Test
  void stripsTheUsualMarkup() {
    assertCleans(
        """
        {{Infobox | a = {{b}} }}
        '''Oak''' is a [[tree]]<ref>Book</ref> ({{lang|x}}) and a
        [[plant|''green'' plant]], see [http://example.org page].
        == Heading ==<!-- note -->
        * one &ndash; two
        {| class="x"
        | cell {{x}}
        |}
        [[File:A.jpg|thumb|An [[oak]]]]
        <gallery>A.jpg</gallery>
        Text<br>more.
        == References ==
        <references />
        [[Category:Trees]]
        """,
        """
        Oak is a tree and a green plant, see page.
        Heading
        one – two
        Text more.""");
  }

  @Test
  void anOpeningWithoutClosingLosesOnlyItself() {
    assertCleans("a {{b c", "a b c");
    assertCleans("a [[b c", "a b c");
    assertCleans("a <ref>b c", "a b c");
    assertCleans("a <!-- b c", "a b c");
    assertCleans("a }} b ]] c", "a b c");
    assertCleans("x {{ {{b}} [[y|z]]", "x z");
  }

  @Test
  void aTemplateMayEndWithAnEmptyParameter() {
    assertCleans("a {{b|c|}} d", "a d");
  }

  @Test
  void leftOverRowsOfACutTableAreDropped() {
    assertCleans("Before.\n{|\n|-\n| a || b\n! c\nAfter.", "Before.\nAfter.");
  }

  @Test
  void comparisonsAreNoTags() {
    assertCleans("3 < 4 and 5 > 4", "3 < 4 and 5 > 4");
  }

  private void assertCleans(String markup, String text) {
    assertThat(cleaner.clean("Title", markup)).isEqualTo(new CleanText(text, true));
  }
}
