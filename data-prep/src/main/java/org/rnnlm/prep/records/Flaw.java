package org.rnnlm.prep.records;

/** What is wrong with a record. */
public enum Flaw {
  NONE,
  /** A line that is no JSON object. */
  NOT_JSON,
  /** The text field is not there, or null. */
  MISSING_TEXT,
  /** The text field holds something else than a text. */
  NOT_TEXT,
  /** The id field is not there, or null, or neither a whole number nor a text. */
  MISSING_ID,
  /** A line without the tab that parts a source from its target. */
  MISSING_TAB,
  /** A line with more than one tab. */
  EXTRA_TAB,
  /**
   * The label field is not there, or empty, or neither a text, a whole number nor a truth value.
   */
  MISSING_LABEL,
  /** The record or its text is longer than the limit. */
  TOO_LARGE
}
