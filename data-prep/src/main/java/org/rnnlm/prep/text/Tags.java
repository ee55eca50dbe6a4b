package org.rnnlm.prep.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The tags that wikitext has: those HTML elements that MediaWiki lets through, its own, and those
 * of its extensions. All others are text, and readers see them: {@code List<String>}.
 */
final class Tags {

  /** What becomes of a tag. */
  enum Kind {
    /** The tag goes and its content stays in the line. */
    UNWRAPPED,
    /** The content stands on lines of its own. */
    BLOCK,
    /** Stands for white space. */
    BREAK,
    /** A part of an HTML table, which goes with all that is in it. */
    TABLE,
    /** An extension whose content is no prose, or not of this article, and goes. */
    EXTENSION,
    /** Code: its content goes if it is a block, and is shown as it stands inside a line. */
    CODE,
    /** Content that is no markup. */
    NOWIKI,
    /**
     * Says what other pages take from this one; here it leaves no trace, even at a line's start.
     */
    INCLUSION,
    /** Content that only other pages show. */
    HIDDEN
  }

  private static final Map<String, Kind> KINDS = new HashMap<>();

  static {
    all(
        Kind.UNWRAPPED,
        """
        abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q rb rp rt rtc ruby s samp
        small span strike strong sub sup time tt u var wbr
        langconvert link meta ph phonos translate tvar
        """);
    all(
        Kind.BLOCK,
        """
        blockquote center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p poem ul
        """);
    all(Kind.BREAK, "br");
    all(Kind.TABLE, "table caption thead tbody tfoot tr td th colgroup col");
    all(
        Kind.EXTENSION,
        """
        categorytree ce charinsert chem dynamicpagelist gallery graph hiero imagemap
        indicator inputbox languages mapframe maplink math pagelist pagequality pages pre ref
        references score section templatedata templatestyles timeline
        """);
    all(Kind.CODE, "source syntaxhighlight");
    all(Kind.NOWIKI, "nowiki");
    all(Kind.INCLUSION, "noinclude onlyinclude");
    all(Kind.HIDDEN, "includeonly");
  }

  private Tags() {}

  /**
   * Returns what becomes of the tag of a name; empty if there is no such tag.
   *
   * @param name in any case
   */
  static Optional<Kind> kind(String name) {
    return Optional.ofNullable(KINDS.get(name.toLowerCase(Locale.ROOT)));
  }

  private static void all(Kind kind, String names) {
    for (String name : names.strip().split("\\s+")) {
      KINDS.put(name, kind);
    }
  }
}
