package org.rnnlm.prep.text;

import java.util.HashMap;
import java.util.Map;
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

  private Entities() {}

  /** What a name like {@code nbsp} stands for; null, as the parser wants it, for an unknown one. */
  static String named(String name) {
    return NAMED.get(name);
  }

  /** The text with its entities, named and numbered, replaced by what they stand for. */
  static String decode(String text) {
    return text.indexOf('&') < 0 ? text : StringEscapeUtils.unescapeHtml4(text);
  }

  private static void add(Map<CharSequence, CharSequence> entities) {
    entities.forEach(
        (entity, character) ->
            NAMED.put(entity.toString().substring(1, entity.length() - 1), character.toString()));
  }
}
