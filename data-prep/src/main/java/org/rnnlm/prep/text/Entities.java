package org.rnnlm.prep.text;

import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/** The named characters of HTML. */
final class Entities {

  /** Regular expressions see pairs as one character, so this finds halves only. */
  private static final Pattern LONE_SURROGATE = Pattern.compile("[\\ud800-\\udfff]");

  private Entities() {}

  /**
   * The text with its entities, named and numbered, replaced by what they stand for. Numbers that
   * stand for half a character are left out; where one is no code point at all, the text stays.
   */
  static String decode(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    try {
      return LONE_SURROGATE
          .matcher(StringEscapeUtils.unescapeHtml4(text.replace("&apos;", "'")))
          .replaceAll("");
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
