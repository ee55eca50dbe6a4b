package org.rnnlm.prep.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WikitextCleanerTest {

  private final WikitextCleaner cleaner =
      new WikitextCleaner(new Wiki("en", Set.of("Skrá"), Set.of("Flokkur")));

  @Test
  void plainTextComesBackUnchanged() {
    String text = "It rained , he said ( ) : \"3 < 4 & 5 > 4\" [sic] {a} ; a|b = c* # 100 %.";
    assertCleans(text, text);
  }

  @Test
  void numbersThatAreNoCharactersHarmNothing() {
    assertCleans("half a &#xD800; pair", "half a pair");
    String beyond = cleaner.clean("Oak", "beyond <nowiki>&#x110000; and &#xDC00;</nowiki> it");
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
  void apostrophesBesideBoldAndItalicsStay() {
    assertCleans("The ''Iliad'''s end", "The Iliad's end");
    assertCleans("The ''[[Iliad]]''{{'}}s end, ''x''{{'s}}", "The Iliad's end, x's");
    assertCleans("'''Oak''''s and ''''tis'''", "Oak's and 'tis");
    assertCleans("''more ''than'' L'''''oak''''' and ''all''", "more than Loak and all");
  }

  /** MediaWiki's order: behind a single letter, behind a word, behind a space. */
  @Test
  void ofSeveralOddMarksOneIsAnApostrophe() {
    assertCleans("''one '''two three'''s L'''oak", "one two threes L'oak");
    assertCleans("''one '''two three'''s oak'''s", "one two three's oaks");
    assertCleans("''one '''two", "one 'two");
    assertCleans("''one'' '''two", "one two");
    assertCleans("''one\n'''two", "one two");
  }

  @Test
  void referencesAreDropped() {
    assertCleans(
        "One.<ref>Book, p. 3 {{cite|x=[[y]]}}</ref> Two<ref name=\"a\" />, three <ref name=a>z</ref>.",
        "One. Two, three.");
    assertCleans("One.<ref>a</ref name=\"b\"> c</REF\n> Two.", "One. Two.");
    assertCleans("One.<ref>a</references> b</ref> Two.", "One. Two.");
  }

  @Test
  void templatesAreDropped() {
    assertCleans(
        """
        {{Infobox
        | name = {{lang|en|x {{deep}} }}
        | image = [[File:X.jpg|thumb]]
        }}
        Before {{cite web|3|km}}.

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
        "Text.\n[[Category:Trees|Oak]]\n[[category:Woods]]\n[[de:Eiche]]\n[[zh-yue:橡樹]]", "Text.");
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
    assertCleans("Oak ({{IPA|la|x}}) grows.", "Oak grows.");
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
  void nestedMarkupIsTakenOutWhole() {
    assertCleans("{{a|".repeat(10_000) + "x" + "}}".repeat(10_000) + "y", "y");
    assertCleans("{|\n|\n".repeat(10_000) + "x\n" + "|}\n".repeat(10_000) + "y", "y");
    assertCleans("[[File:a|".repeat(10_000) + "x" + "]]".repeat(10_000) + " y", "y");
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
    assertThat(cleaner.clean("Oak", markup)).startsWith("Before.");
  }

  @Test
  void aTableCutShortLosesNothingBeforeIt() {
    assertThat(cleaner.clean("Oak", "Before.\n{|\n|-\n| a || b\n|-\n| c")).startsWith("Before.");
  }

  @Test
  void anOpeningWithoutClosingLosesOnlyItself() {
    assertCleans("a {{b c", "a b c");
    assertCleans("a [[b c", "a b c");
    assertCleans("a <ref>b c", "a b c");
    assertCleans("a <nowiki>b c", "a b c");
    assertCleans("a <!-- b c", "a b c");
    assertCleans("a }} b ]] c", "a b c");
    assertCleans("x {{ {{b}} [[y|z]]", "x z");
    assertCleans("Before.\n{|\n|-\n| a || b\n! c\nAfter.", "Before.\nAfter.");
  }

  @Test
  void aTemplateMayEndWithAnEmptyParameter() {
    assertCleans("a {{b|c|}} d", "a d");
  }

  @Test
  void theWikisOwnNamesOfNamespacesCount() {
    assertCleans("Eik.\n[[Skrá:Eik.jpg|thumb|Eik]]\n[[flokkur:Tré]]", "Eik.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{convert|5|km|mi}} => 5 km",
        "{{convert|5|to|7|km|mi|abbr=on}} => 5 to 7 km",
        "{{convert|5|-|7|km}} => 5–7 km",
        "{{convert|6|ft|2|in|cm}} => 6 ft 2 in",
        "{{convert|60|and(-)|80|kg}} => 60 and 80 kg",
        "{{convert|5|C}} or {{convert|7|–|8|F-change}} => 5 °C or 7–8 °F",
        "{{convert|22|e6acre|km2}} => 22 million acre",
        "{{convert|50|koilbbl/d}} of {{convert|300|oilbbl}} => 50 thousand bbl/d of 300 bbl",
        "{{Cvt|1,234|sqmi|km2|0}} => 1,234 sqmi",
        "{{lang|la|quercus [[x|robur]]}} => quercus robur",
        "{{lang-de|Eiche}} => Eiche",
        "{{nihongo|oak|樫|kashi}} => oak (樫, kashi)",
        "{{nihongo|oak||kashi}} => oak (kashi)",
        "{{frac|1|2}} => 1/2",
        "{{frac|3|1|2}} => 3 1/2",
        "{{frac|8}} => 1/8",
        "1{{sfrac|1|4}} days => 1 1/4 days",
        "{{birth date|1879|3|14}} => March 14, 1879",
        "{{Birth date and age|1950|12|1|df=yes}} => 1 December 1950",
        "{{death date and age|1955|4|18|1879|3|14}} => April 18, 1955",
        "{{start date|2009|07}} => July 2009",
        "{{as of|2010|5}} => As of May 2010",
        "{{As of|2010|lc=y}} => as of 2010",
        "{{circa|1500}} => c. 1500",
        "{{fl.|1500|1520}} => fl. 1500 – 1520",
        "{{nowrap|{{small|10 %}} of}} => 10 % of",
        "{{abbr|oz|ounce}} => oz",
        "{{USS|Oak|CV-6}} => USS Oak (CV-6)",
        "{{val|1.5|e=6|u=km}} => 1.5×10^6 km",
        "{{zh|c=北京|p=Běijīng}} => 北京; Běijīng",
        "{{transl|ar|ALA|kitāb}} => kitāb",
        "{{nowrap|1=a = b}} => a = b",
        "{{quote|text=Oaks grow.|author=x}} => Oaks grow.",
        "a{{ndash}}b{{spaced ndash}}c{{'}}s => a–b – c's"
      })
  void templatesThatStandForWordsAreShown(String example) {
    String[] sides = example.split(" => ");
    assertCleans("x " + sides[0] + ", y", "x " + sides[1] + ", y");
  }

  private void assertCleans(String markup, String text) {
    assertThat(cleaner.clean("Oak", markup)).isEqualTo(text);
  }
}
