package org.rnnlm.prep.corpus;

/** What a stretch of an article's text is, as far as its markup has to know. */
enum Mark {
  PLAIN,
  TITLE,
  LINK,
  ITALIC,
  /** A line feed that begins a paragraph. */
  PARAGRAPH,
  /** A line feed that begins a heading. */
  HEADING,
  /** A line feed that begins a list item. */
  ITEM;

  boolean beginsLine() {
    return this == PARAGRAPH || this == HEADING || this == ITEM;
  }
}
