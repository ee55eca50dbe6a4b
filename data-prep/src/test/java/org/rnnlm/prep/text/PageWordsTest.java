package org.rnnlm.prep.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageWordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'''{{PAGENAME}}''' is a tree. => Oak is a tree.",
        "{{FULLPAGENAME}} {{BASEPAGENAME}} {{SUBPAGENAME}} => Oak Oak Oak",
        "a {{NAMESPACE}} b {{CURRENTYEAR}} c => a b c"
      })
  void variablesOfThePageAreShown(String example) {
    Cleaned.assertShows(example);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The {{{1|default}}} value and {{{y|}}} end. => The default value and end.",
        "{{{1|{{{2|deep}}}}}} {{{x}}} a => deep a",
        "{{{a|{{nowrap|b}}}}} => b",
        "{{nowrap|{{{1|a}}}}} => a",
        "15{{nbsp}}September{{{1| }}}x => 15 September x",
        "{{{{{|safesubst:}}}#if:x|a|b}} {{subst:lc:A}} => a a"
      })
  void parametersShowTheirDefaults(String example) {
    Cleaned.assertShows(example);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{#if:x|big|small}} {{#if: |big|small}} {{#if:{{{1|}}}|big|small}} => big small small",
        "{{#if:x|a}}{{#if:|a}}{{#if:{{#if:|x}}|b|c}} => ac",
        "{{#ifeq:a|b|hot|cold}} {{#ifeq:1.0|1|same|other}} => cold same",
        "{{#switch:b|a=1|b|c=2|#default=3}} {{#switch:z|a=1|q}} {{#switch:z|#default=d|a=1}} => 2 q d",
        "{{#expr:(1+2)*3/2 round 1}} {{#ifexpr:1&lt;2|a|b}} {{#ifexpr:|a|b}} => 4.5 a b",
        "{{#iferror:x|a|b}} {{#iferror:x|a}} => b x",
        "{{lc:ABC}} {{UC:abc}} {{ucfirst:éa}} {{lcfirst:ABC}} => abc ABC Éa aBC",
        "{{padleft:7|3}} {{padright:ab|5|xy}} {{padleft:a|0}} {{padleft:a|x}} => 007 abxyx a a",
        "{{formatnum:1234567.891}} {{formatnum:-1234}} {{formatnum:x}} => 1,234,567.891 -1,234 x",
        "{{plural:1|page|pages}} {{plural:0|page|pages}} {{plural:12|12=a dozen|one|more}} =>"
            + " page pages a dozen",
        "{{lc:[[A|B|C]]}} {{uc:''a''}} => b|c A"
      })
  void functionsOfWhatThePageGivesShowTheirResults(String example) {
    Cleaned.assertShows(example);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a {{#if:{{x}}|b|c}} d => a d",
        "a {{#ifeq:{{x}}|b|c|d}} e => a e",
        "a {{#switch:{{x}}|b=c|d}} e => a e",
        "a {{#expr:{{x}}+1}} {{#expr:1/0}} {{#expr:1+}} b => a b",
        "a {{#time:Y}} {{#invoke:b|c}} {{#ifexist:b|c|d}} {{DISPLAYTITLE:e}} f => a f",
        "a {{plural:{{x}}|b|c}} d => a d"
      })
  void whereWhatDecidesIsNotKnownThereIsAGap(String example) {
    Cleaned.assertShows(example);
  }

  @Test
  void wordsNumbersAndPluralsAreThoseOfTheLanguage() {
    Cleaned.assertShows(
        "de",
        "{{SEITENNAME}} {{formatnum:1234.5}} {{#wechsle:b|a=x|#standard=y}}",
        "Oak 1.234,5 y");
    Cleaned.assertShows("ru", "{{plural:1|a|b|c}}{{plural:2|a|b|c}}{{plural:5|a|b|c}}", "abc");
    Cleaned.assertShows("tr", "{{uc:i}}{{lc:I}}", "İı");
    Cleaned.assertShows("simple", "{{formatnum:1234}} {{plural:2|a|b}}", "1,234 b");
  }
}
