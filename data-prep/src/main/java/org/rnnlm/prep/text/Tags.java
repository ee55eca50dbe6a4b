package org.rnnlm.prep.text;

import java.util.Locale;
import java.util.Set;

/** What becomes of HTML and extension tags. Names come in any case. */
final class Tags {

  /** Their content is left out: it is no prose, or not of this article. */
  private static final Set<String> DROPPED_EXTENSIONS =
      Set.of(
          "categorytree",
          "ce",
          "charinsert",
          "chem",
          "gallery",
          "graph",
          "hiero",
          "imagemap",
          "inputbox",
          "mapframe",
          "maplink",
          "math",
          "pre",
          "ref",
          "references",
          "score",
          "section",
          "source",
          "syntaxhighlight",
          "templatedata",
          "templatestyles",
          "timeline");

  private static final Set<String> DROPPED_ELEMENTS =
      Set.of("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "pre", "math");

  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "blockquote",
          "center",
          "dd",
          "div",
          "dl",
          "dt",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "hr",
          "li",
          "ol",
          "p",
          "poem",
          "ul");

  private Tags() {}

  static boolean isNowiki(String name) {
    return name.equalsIgnoreCase("nowiki");
  }

  static boolean isDroppedExtension(String name) {
    return DROPPED_EXTENSIONS.contains(name.toLowerCase(Locale.ROOT));
  }

  static boolean isDroppedElement(String name) {
    return DROPPED_ELEMENTS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether the content stands on lines of its own. */
  static boolean isBlock(String name) {
    return BLOCKS.contains(name.toLowerCase(Locale.ROOT));
  }
}
