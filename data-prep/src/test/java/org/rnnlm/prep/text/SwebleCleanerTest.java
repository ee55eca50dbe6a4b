package org.rnnlm.prep.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwebleCleanerTest {

  private final TextCleaner cleaner = new SwebleCleaner();

  @Test
  void plainTextComesBackUnchanged() {
    String text = "It rained , he said ( ) : \"3 < 4 & 5 > 4\" [sic] {a} ; a|b = c* # 100 %.";
    assertCleans(text, text);
  }

  @Test
  void numbersThatAreNoCharactersHarmNothing() {
    assertCleans("half a &#xD800; pair", "half a pair");
    String beyond =
        new SwebleCleaner().clean("t", "beyond <nowiki>&#x110000; and &#xDC00;</nowiki> it").text();
    assertThat(beyond).startsWith("beyond").endsWith("it");
    assertThat(beyond.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  @Test
  void eachParagraphIsOneLine() {
    assertCleans("One\nand more.\n\n\n\nTwo.\n", "One and more.\nTwo.");
  }

  @Test
  void eachHeadingAndListItemIsOneLine() {
    assertCleans(
        """
        Lead.
        == ''First'' [[part]] ==
        Text.
        === Deeper ===
        * one
        ** one and a half
        # two
        ; term
        : meaning
        : indented
        """,
        "Lead.\nFirst part\nText.\nDeeper\none\none and a half\ntwo\nterm\nmeaning\nindented");
  }

  @Test
  void headingsWithNothingUnderThemAreDropped() {
    assertCleans(
        """
        Lead.
        == Kept ==
        === Dropped ===
        {{template}}
        === Also kept ===
        Text.
        == References ==
        <references/>
        == External links ==
        * [http://example.org]
        === Deeper ===
        [[Category:Trees]]
        """,
        "Lead.\nKept\nAlso kept\nText.");
  }

  @Test
  void linksLeaveTheTextTheyShow() {
    assertCleans(
        "A [[tree]], [[Tree|''big'' trees]], [[tree]]s, [[:Category:Trees]], [[OS&nbsp;X]]"
            + " and [[wikt:tree|the word]].",
        "A tree, big trees, trees, Category:Trees, OS X and the word.");
  }

  @Test
  void externalLinksLeaveTheirLabel() {
    assertCleans(
        "See [http://example.org/a?b=c the ''page''] or [//example.org other].",
        "See the page or other.");
    assertCleans("See it [http://example.org]. Or http://example.org/x here.", "See it. Or here.");
  }

  @Test
  void boldAndItalicsLeaveTheirText() {
    assertCleans("'''Oak''' is ''not'' '''''pine''''' or l'eau.", "Oak is not pine or l'eau.");
  }

  @Test
  void referencesAreDropped() {
    assertCleans(
        "One.<ref>Book, p. 3 {{cite|x=[[y]]}}</ref> Two<ref name=\"a\" />, three <ref name=a>z</ref>.",
        "One. Two, three.");
  }

  @Test
  void templatesAreDropped() {
    assertCleans(
        """
        {{Infobox
        | name = {{lang|en|x {{deep}} }}
        | image = [[File:X.jpg|thumb]]
        }}
        Before {{convert|3|km}}.

        {{Main|x}}
        After.
        {{navbox}}
        """,
        "Before.\nAfter.");
  }

  @Test
  void tablesAreDropped() {
    assertCleans(
        """
        Before.
        {| class="wikitable"
        |+ Caption
        ! head !! head
        |-
        | cell ||
        {| class="inner"
        | nested
        |}
        |}
        After.
        <table><tr><td>cell</td></tr></table>
        Last.
        """,
        "Before.\nAfter.\nLast.");
  }

  @Test
  void filesAndGalleriesAreDropped() {
    assertCleans(
        """
        [[File:Oak.jpg|thumb|left|An [[oak]] with [[leaf|leaves]]<ref>x</ref>]]
        Text.
        <gallery>
        File:A.jpg|An [[oak]]
        </gallery>
        [[Datei:Eiche.jpg|mini|Eine Eiche]] [[image:b.png]]
        """,
        "Text.");
  }

  @Test
  void categoriesAndLanguageLinksAreDropped() {
    assertCleans(
        "Text.\n[[Category:Trees|Oak]]\n[[Kategorie:Baum]]\n[[de:Eiche]]\n[[zh-yue:橡樹]]", "Text.");
  }

  @Test
  void commentsFormulasAndCodeBlocksAreDropped() {
    assertCleans(
        "A<!-- no -->B, <math>x^2 < y</math> C.\n<pre>x</pre>\n<syntaxhighlight>x</syntaxhighlight>",
        "AB, C.");
  }

  @Test
  void nowikiIsUnwrapped() {
    assertCleans("Use <nowiki>[[x]] &amp; ''y''</nowiki>.", "Use [[x]] & ''y''.");
  }

  @Test
  void htmlIsUnwrapped() {
    assertCleans(
        "CO<sub>2</sub> <span style=\"a\">is</span> <code>x</code><br/>gas.\n"
            + "<blockquote>Quoted.</blockquote>\n<div>Block</div>",
        "CO2 is x gas.\nQuoted.\nBlock");
  }

  @Test
  void entitiesAreDecodedAndSpacesCollapsed() {
    assertCleans(
        "a&nbsp;\u00a0 b&ndash;c &#233; &#x1D538; &amp;lt; &unknown; x\u2009\u2003y",
        "a b–c é 𝔸 &lt; &unknown; x y");
  }

  @Test
  void tracesOfRemovedThingsAreRepaired() {
    assertCleans("Oak ({{lang|la|x}}) grows.", "Oak grows.");
    assertCleans("Oak ({{x}}, {{y}}; ) grows.", "Oak grows.");
    assertCleans("Oak ({{x}}; Latin ''quercus'', {{y}}) grows.", "Oak (Latin quercus) grows.");
    assertCleans("Oaks of {{x}}, pines {{y}} .", "Oaks of, pines.");
    assertCleans("{{x}}, oak.", "oak.");
    assertCleans("* {{cite}}.\n* Oak.", "Oak.");
  }

  @Test
  void switchesAndRedirectsLeaveNothing() {
    assertCleans("__NOTOC__\nText.", "Text.");
    assertCleans("#REDIRECT [[Oak]]\n{{R from plural}}", "");
    assertCleans("", "");
  }

  @Test
  void theSameMarkupGivesTheSameTextEveryTime() {
    String markup = "A {{b}} [[c|d]].\n{| \n| x\n|}";
    assertThat(cleaner.clean("T", markup)).isEqualTo(cleaner.clean("Other", markup));
  }

  @Test
  void markupNestedAsDeeplyAsTheLimitAllowsIsParsed() {
    assertCleans("{{a|".repeat(40) + "x" + "}}".repeat(40) + "y", "y");
    assertCleans("{|\n|\n".repeat(40) + "x\n" + "|}\n".repeat(40) + "y", "y");
    assertCleans("[[File:a|".repeat(40) + "x" + "]]".repeat(40) + " y", "y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{",
        "}}",
        "{{{",
        "{{a|",
        "[[",
        "]]",
        "[[a|",
        "[[File:a|",
        "[",
        "[http://a b ",
        "{|\n|\n",
        "|}\n",
        "{|\n|-\n| a || b\n",
        "<div>",
        "<b><i>",
        "<ref>",
        "<math>",
        "<!-- ",
        "<",
        "''a'''b",
        "*",
        "*#:;",
        "=",
        "[[x|{{y|",
        "&",
        "&#",
        "(,",
        "<nowiki>",
        "\n",
        " ",
        "'",
        "__",
        "<table><tr>"
      })
  void nastyMarkupNeitherThrowsNorHangs(String piece) {
    String markup = "Before.\n\n" + piece.repeat(2_000) + "\n\nAfter.";
    assertThat(cleaner.clean("Nasty", markup).text()).startsWith("Before.");
  }

  @Test
  void brokenMarkupKeepsTheTextAroundItAndSaysThatItFellBack() {
    String markup = "Before ''it''.\n\n" + "{{".repeat(2_000) + "\n\nAfter [[x|it]].";
    assertThat(cleaner.clean("Broken", markup))
        .isEqualTo(new CleanText("Before it.\nAfter it.", true));
  }

  @Test
  void markupThatKeepsTheParserBusyIsStrippedInstead() {
    CleanText clean = cleaner.clean("Busy", "Before.\n\n" + "[http://a b ".repeat(20_000));
    assertThat(clean.fallback()).isTrue();
    assertThat(clean.text()).startsWith("Before.");
  }

  @Test
  void aTableCutShortLosesNothingBeforeIt() {
    assertThat(cleaner.clean("Cut", "Before.\n{|\n|-\n| a || b\n|-\n| c").text())
        .startsWith("Before.");
  }

  private void assertCleans(String markup, String text) {
    assertThat(cleaner.clean("Title", markup)).isEqualTo(new CleanText(text, false));
  }
}
