package org.rnnlm.prep.steps;

import org.rnnlm.prep.records.Flaw;
import org.rnnlm.text.Text;

/** What became of a page of the input. */
enum Fate {
  KEPT,
  /** A page that only points to another. */
  REDIRECT,
  /** No article: talk, user, template, category and the like. */
  OTHER_NAMESPACE,
  /** A page that holds no wikitext but data or a program: JSON, CSS, Lua and the like. */
  OTHER_MODEL,
  /** A page that only lists what its title may mean. */
  DISAMBIGUATION,
  /** Its markup is longer than the limit for a page. */
  TOO_LARGE,
  /** Nothing was left when the markup was taken off. */
  NO_TEXT,
  /** What was left is shorter than the limit. */
  TOO_SHORT,
  /** An article with exactly this text was there before, in the order of places. */
  DUPLICATE_TEXT,
  /** A page or record of this id was there before, in the same input. */
  DUPLICATE_ID,
  /** A line that is no JSON object. */
  NOT_JSON,
  /** A JSON object that has a field twice, of which nobody can tell the right one. */
  REPEATED_FIELD,
  /** A record without the field that holds the text. */
  MISSING_TEXT,
  /** A record whose text field holds something else. */
  NOT_TEXT,
  /** A record without the field that holds the id. */
  MISSING_ID,
  /** A line of a pair without the tab between source and target. */
  MISSING_TAB,
  /** One with more than one. */
  EXTRA_TAB,
  /** One with a carriage return within it. */
  STRAY_RETURN,
  /** A row of a table with more or fewer cells than there are columns. */
  CELL_COUNT,
  /** One with something after a cell's closing quote. */
  STRAY_QUOTE,
  /** A record without the field that holds its class. */
  MISSING_LABEL,
  /** A record that does not say which split it goes to. */
  MISSING_SPLIT,
  /** A sentence without a list of tags. */
  MISSING_TAGS,
  /** One with another number of tags than of words. */
  TAG_COUNT,
  /** One with a word or a tag that is empty. */
  EMPTY_CELL,
  /** One whose words are not numbered one after the other. */
  ROW_NUMBER,
  /** One that the file's end cuts. */
  CUT_OFF;

  /** Returns what becomes of a record that has a flaw, or none. */
  static Fate of(Flaw flaw) {
    return switch (flaw) {
      case NONE -> KEPT;
      case NOT_JSON -> NOT_JSON;
      case REPEATED_FIELD -> REPEATED_FIELD;
      case MISSING_TEXT -> MISSING_TEXT;
      case NOT_TEXT -> NOT_TEXT;
      case MISSING_ID -> MISSING_ID;
      case MISSING_TAB -> MISSING_TAB;
      case EXTRA_TAB -> EXTRA_TAB;
      case STRAY_RETURN -> STRAY_RETURN;
      case CELL_COUNT -> CELL_COUNT;
      case STRAY_QUOTE -> STRAY_QUOTE;
      case MISSING_LABEL -> MISSING_LABEL;
      case MISSING_SPLIT -> MISSING_SPLIT;
      case MISSING_TAGS -> MISSING_TAGS;
      case TAG_COUNT -> TAG_COUNT;
      case EMPTY_CELL -> EMPTY_CELL;
      case ROW_NUMBER -> ROW_NUMBER;
      case CUT_OFF -> CUT_OFF;
      case TOO_LARGE -> TOO_LARGE;
    };
  }

  /** Returns whether this is a flaw of the input. */
  boolean isFlaw() {
    return switch (this) {
      case NOT_JSON,
          REPEATED_FIELD,
          MISSING_TEXT,
          NOT_TEXT,
          MISSING_ID,
          MISSING_TAB,
          EXTRA_TAB,
          STRAY_RETURN,
          CELL_COUNT,
          STRAY_QUOTE,
          MISSING_LABEL,
          MISSING_SPLIT,
          MISSING_TAGS,
          TAG_COUNT,
          EMPTY_CELL,
          ROW_NUMBER,
          CUT_OFF ->
          true;
      case KEPT,
          REDIRECT,
          OTHER_NAMESPACE,
          OTHER_MODEL,
          DISAMBIGUATION,
          TOO_LARGE,
          NO_TEXT,
          TOO_SHORT,
          DUPLICATE_TEXT,
          DUPLICATE_ID ->
          false;
    };
  }

  /** As reports name it: {@code other-namespace}. */
  String key() {
    return Text.kebab(this);
  }
}
