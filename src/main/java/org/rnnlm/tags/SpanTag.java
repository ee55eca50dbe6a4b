package org.rnnlm.tags;

/**
 * A tag that tells where in a span its word is.
 *
 * @param place {@code B} (begins it), {@code I} (inside), {@code E} (ends it), {@code S} (is all of
 *     it) or {@code O} (is in none)
 * @param type of the span; empty where none is told
 */
record SpanTag(char place, String type) {
  static final SpanTag OUTSIDE = new SpanTag('O', "");

  private static final String PLACES = "BIES";

  /** Returns what a tag says; a tag of no such form says that its word is in no span. */
  static SpanTag of(String tag) {
    return isOf(tag, PLACES)
        ? new SpanTag(tag.charAt(0), tag.length() > 1 ? tag.substring(2) : "")
        : OUTSIDE;
  }

  /** Returns whether a tag is O, or tells one of some places, alone or before a hyphen. */
  static boolean isOf(String tag, String places) {
    boolean alone = tag.length() == 1;
    return tag.equals("O")
        || !tag.isEmpty()
            && places.indexOf(tag.charAt(0)) >= 0
            && (alone || tag.charAt(1) == '-' && tag.length() > 2);
  }

  boolean isOutside() {
    return place == 'O';
  }

  /** Returns whether a span begins here, by conlleval's rules. */
  boolean beginsAfter(SpanTag before) {
    return !isOutside()
        && (place == 'B'
            || place == 'S'
            || before.isOutside()
            || before.place == 'E'
            || before.place == 'S'
            || !before.type.equals(type));
  }

  /** Returns it as it is written: {@code B-LOC}. */
  @Override
  public String toString() {
    return type.isEmpty() ? String.valueOf(place) : place + "-" + type;
  }
}
