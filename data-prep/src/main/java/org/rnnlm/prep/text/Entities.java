package org.rnnlm.prep.text;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;
import org.apache.commons.text.translate.EntityArrays;

/** The named characters of HTML. */
final class Entities {

  private static final Map<String, String> NAMED = new HashMap<>();

  static {
    add(EntityArrays.BASIC_UNESCAPE);
    add(EntityArrays.APOS_UNESCAPE);
    add(EntityArrays.ISO8859_1_UNESCAPE);
    add(EntityArrays.HTML40_EXTENDED_UNESCAPE);
  }

  /** Regular expressions see pairs as one character, so this finds halves only. */
  private static final Pattern LONE_SURROGATE = Pattern.compile("[\\ud800-\\udfff]");

  private Entities() {}

  /** What a name like {@code nbsp} stands for; null, as the parser wants it, for an unknown one. */
  static String named(String name) {
    return NAMED.get(name);
  }

  /**
   * The text with its entities, named and numbered, replaced by what they stand for. Numbers that
   * stand for half a character are left out; where one is no code point at all, the text stays.
   */
  static String decode(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    try {
      return LONE_SURROGATE.matcher(StringEscapeUtils.unescapeHtml4(text)).replaceAll("");
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static void add(Map<CharSequence, CharSequence> entities) {
    entities.forEach(
        (entity, character) ->
            NAMED.put(entity.toString().substring(1, entity.length() - 1), character.toString()));
  }
}
