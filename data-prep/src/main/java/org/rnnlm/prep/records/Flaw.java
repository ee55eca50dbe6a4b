package org.rnnlm.prep.records;

/** What is wrong with a record. */
public enum Flaw {
  NONE,
  /**
   * A line that is no JSON object, or that no reader should follow: nested deeper than 1,000
   * levels, a number of more than 1,000 digits, names made to collide.
   */
  NOT_JSON,
  /** An object that has one of the fields that are asked for more than once. */
  REPEATED_FIELD,
  /** The text field is not there, or null. */
  MISSING_TEXT,
  /** The text field holds something else than a text. */
  NOT_TEXT,
  /** The id field is not there, or null, or empty, or neither a whole number nor a text. */
  MISSING_ID,
  /** A line without the tab that parts a source from its target. */
  MISSING_TAB,
  /** A line with more than one tab. */
  EXTRA_TAB,
  /** A line of a pair with a carriage return within it: a line ends with a line feed. */
  STRAY_RETURN,
  /** A row that has more or fewer cells than there are columns, or than a sentence's others. */
  CELL_COUNT,
  /** A row with something between a cell's closing quote and the next comma. */
  STRAY_QUOTE,
  /**
   * The label field is not there, or empty, or neither a text, a whole number nor a truth value.
   */
  MISSING_LABEL,
  /**
   * The split field is not there, or holds something else than train, valid, validation or test.
   */
  MISSING_SPLIT,
  /** The tags' field is not there, or holds something else than a list of texts. */
  MISSING_TAGS,
  /** A sentence with another number of tags than of words. */
  TAG_COUNT,
  /** A sentence with a word or a tag that is empty. */
  EMPTY_CELL,
  /** A sentence whose words are not numbered one after the other, as its format has them. */
  ROW_NUMBER,
  /** A sentence that the file's end cuts: its last row has no end. */
  CUT_OFF,
  /** The record or its text is longer than the limit. */
  TOO_LARGE
}
