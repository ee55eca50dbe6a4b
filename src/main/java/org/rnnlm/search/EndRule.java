package org.rnnlm.search;

/** What END means to a search. */
public enum EndRule {
  /** A text is one only with its END, which may follow the longest one too: a target. */
  REQUIRED,
  /** END ends a text, and so does the greatest length. */
  ALLOWED,
  /** END is a token like others, such as between articles; all texts have the greatest length. */
  TEXT
}
