package org.rnnlm.prep.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalLinksTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It is at http://example.org/x. Then more. => It is at. Then more.",
        "The site (http://example.org/), founded later, is here. => The site, founded later, is here.",
        "See http://example.org/a_(b), c. => See, c.",
        "See http://example.org/?a=b! => See!",
        "a http://example.org/&lt;b => a <b",
        "a http://example.org/&amp;b c => a c",
        "a http://example.org/''b'' c => a b c",
        "a http://example.org/\"b => a \"b",
        "见http://example.org/中文。 => 见中文。",
        "見 http://example.org/）与 => 見）与",
        "a http://example.org\u3000b => a b",
        "a HTTP://EXAMPLE.ORG b => a b",
        "a ftp://example.org irc://example.org b => a b",
        "a http://[2404:130::187:2]/x b => a b"
      })
  void bareAddressesGoAndWhatStandsBehindThemStays(String example) {
    Cleaned.assertShows(example);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "größhttp://example.org stays",
        "http:// and (https://) stay",
        "x://example.org, news:foo and //a stay",
        "a [b] c"
      })
  void whatIsNoAddressStays(String text) {
    Cleaned.assertShows(text, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Write to [mailto:a@example.org the office] now. => Write to the office now.",
        "See [HTTP://EXAMPLE.ORG/ upper] and [//example.org rel]. => See upper and rel.",
        "[http://example.org/\u3000ideograms] => ideograms",
        "[http://example.org|a b] c => b c",
        "[http://example.org/1[23] => [23",
        "[http://[2404::2]/index test] => test",
        "[http://example.org/''a'' b] => a b",
        "[tel:123 call] [irc://example.org chat] => call chat",
        "[http://example.org http://example.org/x] a => a",
        "[[http://example.org the site]] => [the site]",
        "a [[http://example.org]] b => a b",
        "[[http://example.org|the site]] => the site",
        "[[File:Oak.jpg|thumb|Photo by [http://example.org the park]]] The oak. => The oak.",
        "[[Oak|an [x] oak [y]]] => an [x] oak [y]",
        "[http://example.org a [http://example.org b => [ a [ b"
      })
  void linksInBracketsLeaveTheirLabels(String example) {
    Cleaned.assertShows(example);
  }
}
