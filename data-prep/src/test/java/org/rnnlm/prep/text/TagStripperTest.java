package org.rnnlm.prep.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagStripperTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A List<String> and a Map<String, Integer>.",
        "Write <iostream>, then <ann@example.org>.",
        "p<0.05, 1<d e>f, a <3, x->y",
        "<President> <sub-ID#1> <s.foo> <khyô> <b→> <aside>",
        "a <b unclosed",
        "a <b c < d"
      })
  void whatIsNoTagOfMediaWikisIsText(String text) {
    Cleaned.assertShows(text, text);
  }

  @Test
  void angleBracketsDoNotReachOverParagraphs() {
    Cleaned.assertShows(
        "If x<y then.\n\nA paragraph.\n\nAnd w>y.", "If x<y then.\nA paragraph.\nAnd w>y.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<SPAN class=a>b</Span > c => b c",
        "<b title=\"a > b\">c</b> => c",
        "<b title='a > b' id=\"x\">c</b> => c",
        "<b title=\"a>c</b> => c",
        "<span\\nclass='a'>b</span> => b",
        "a<ref name=\"x>y\">z</ref> b => a b",
        "</b>a</i> => a",
        "a<br>b<br/>c<BR />d => a b c d"
      })
  void attributesAndCasesAreThoseOfHtml(String example) {
    Cleaned.assertShows(example);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The keyword <syntaxhighlight lang=\"c\" inline>a[[0]] = '''x'''</syntaxhighlight>. =>"
            + " The keyword a[[0]] = '''x'''.",
        "<source inline=1 lang=c>x &amp; y</source> z => x &amp; y z",
        "<source lang=\"inline\">x</source>z => z",
        "<code>a</code> <tt>b</tt> <code><nowiki>{{c}}</nowiki></code> => a b {{c}}",
        "a\\n<pre>b</pre>\\nc => a\\nc"
      })
  void codeIsShownInsideALineAndDroppedAsABlock(String example) {
    Cleaned.assertShows(example);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<nowiki>[[a]] &amp;lt; &lt;b&gt; &#39;&#39;c</nowiki> => [[a]] &lt; <b> ''c",
        "''a'''''<nowiki/>''' b => a b",
        "<nowiki ><div>{{x}}</NOWIKI > => <div>{{x}}",
        "<nowiki>__NOTOC__ ---- ; :</nowiki> => __NOTOC__ ---- ; :"
      })
  void nowikiHidesMarkupButNotEntities(String example) {
    Cleaned.assertShows(example);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a<includeonly>b</includeonly><noinclude>c</noinclude> <onlyinclude>d</onlyinclude> => ac d",
        "<includeonly>a\\n\\nb</includeonly>\\n== C ==\\nd => C\\nd",
        "a<includeonly>b => ab"
      })
  void whatOnlyOtherPagesShowIsLeftOut(String example) {
    Cleaned.assertShows(example);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\n<!-- b -->\\nc => a c",
        "a\\n <!-- b --> <!-- c --> \\nd => a d",
        "a\\n\\n<!-- b -->\\nc => a\\nc",
        "a\\n<!-- b --> c\\nd => a c d",
        "* a\\n<!-- b -->\\n* c => a\\nc"
      })
  void aLineWithNothingButCommentsIsNone(String example) {
    Cleaned.assertShows(example);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\n<table><tr><td>b<table><tr><td>c</td></tr></table>d</td></tr></table>\\ne => a\\ne",
        "a <table>b<table>c</table> d => a d",
        "a <table>b => a b"
      })
  void tablesInTablesGoWithThem(String example) {
    Cleaned.assertShows(example);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<table>",
        "<table></table >",
        "<ref a",
        "<ref></re>",
        "<b title=\"",
        "<b ='",
        "<!--->",
        "\n<!-- --> ",
        "<p>=",
        "<table><table></table>",
        "<includeonly>"
      })
  void nothingTakesTimeByTheSquare(String piece) {
    String markup = "Before.\n\n" + piece.repeat(1_000_000 / piece.length());
    long start = System.nanoTime();
    String text = new WikitextCleaner(new Wiki("en")).clean("Oak", markup);
    assertThat(text).startsWith("Before.");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }
}
