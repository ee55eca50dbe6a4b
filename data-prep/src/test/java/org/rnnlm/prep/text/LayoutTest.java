package org.rnnlm.prep.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[ǃKung people|!Kung]] are a people. => !Kung are a people.",
        "[[*NSYNC]] was a band. => *NSYNC was a band.",
        "[[Number sign|#]] is a sign. => # is a sign.",
        "[[;a|;b]] is no term: at all. => ;b is no term: at all.",
        "[[a|=]] is equality = => = is equality =",
        "[[a|----]] is a dash. => ---- is a dash.",
        "[[x||a|b|]] c => |a|b| c",
        "[[#top]] of it => #top of it",
        "{{nowrap|!Xoo}} is a tongue. => !Xoo is a tongue.",
        "{{nowrap|#1}} hit => #1 hit",
        "{{nowrap|[[a|*b]]}} c => *b c",
        "{{uc:*a}} b => *A b",
        "{{{1|*a}}} b => *a b",
        "<b>*</b> is a star. => * is a star.",
        "<b><i>#</i></b> is a sign. => # is a sign.",
        "<div>* a</div> => * a",
        "<br/>: a => : a",
        "a<br/>* b => a * b",
        "<nowiki/>* a => * a",
        "<nowiki>*</nowiki> a => * a",
        "[http://example.org *a] b => *a b",
        "&#42; a => * a",
        " * indented => * indented"
      })
  void whatDidNotStandAtTheStartOfALineIsNoMark(String example) {
    Cleaned.assertShows(example);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!-- c -->* a\\nb => a\\nb",
        "<noinclude>* a\\n* b</noinclude> => a\\nb",
        "{{x}}* a\\n* b => a\\nb",
        "<div>\\n* a\\n</div> => a",
        "{{quote|\\n* a\\n* b}} => a\\nb",
        "== A ==<!-- c -->\\nb => A\\nb",
        "== A <br> b ==\\nc => A b\\nc",
        "== <center>A</center> ==\\nb => A\\nb"
      })
  void marksCountBehindWhatLeavesNoTrace(String example) {
    Cleaned.assertShows(example);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "They speak\\n!Xoo, a tongue. => They speak !Xoo, a tongue.",
        "a\\n| b\\n\\n! c => a | b\\n! c",
        "{|\\n| cell\\n|}\\n| text => | text",
        "a\\n|}\\n== B ==\\n| c => a\\nB\\n| c"
      })
  void rowsOfNoTableAreText(String example) {
    Cleaned.assertShows(example);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\n{| class=x\\n| b\\n! c\\n\\nd => a\\nd",
        "a\\n{{Infobox\\n| b = c\\nd => a Infobox\\nd",
        "{{table start}}\\n|-\\n| a\\n|}\\nb => b",
        ":{|\\n| a\\n|}\\nb => b",
        "a\\n  {|\\n | b\\n  |}\\nc => a\\nc",
        "{{x|\\n{|\\n| a\\n|}}}\\nb => b"
      })
  void rowsOfTablesThatAreCutShortOrOpenedByTemplatesAreDropped(String example) {
    Cleaned.assertShows(example);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a {| b |} c => a {| b |} c", "a |} b => a |} b"})
  void aTableBeginsALine(String example) {
    Cleaned.assertShows(example);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\n----\\nb => a\\nb",
        "a\\n\\n-------\\n\\nb => a\\nb",
        "a\\n---- b\\nc => a\\nb c",
        "---- => ",
        "a -- b ---- c => a -- b ---- c",
        "--- a => --- a"
      })
  void rulesPartParagraphs(String example) {
    Cleaned.assertShows(example);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ";term:meaning => term\\nmeaning",
        "; term : meaning : more\\n: again => term\\nmeaning : more\\nagain",
        "*; a : b => a\\nb",
        ";[[Help:FAQ]]: c => Help:FAQ\\nc",
        "; {{lang|la|x: y}} : z => x: y\\nz",
        "; a http://example.org b : c => a b\\nc",
        ";a\\n:b => a\\nb",
        "* a : b => a : b"
      })
  void whatATermMeansStandsOnItsOwnLine(String example) {
    Cleaned.assertShows(example);
  }
}
