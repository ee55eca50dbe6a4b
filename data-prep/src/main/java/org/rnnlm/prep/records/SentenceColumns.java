package org.rnnlm.prep.records;

import java.util.Optional;

/** Tells in which columns the rows of a format of tagged sentences have words and tags. */
interface SentenceColumns {
  /** A row's word and its tag. */
  record Tagged(String word, String tag) {}

  /**
   * Returns what a comment says of its sentence under a name.
   *
   * @return nothing where the line is no comment, or says something else
   */
  Optional<String> said(String line, String name);

  /** Returns whether a line is no row of a sentence, though it is not empty. */
  boolean isComment(String line);

  /** Returns whether a last row whose line does not end may be cut. */
  boolean needsLineEnd();

  /**
   * Returns a row that says another tag: of a format of so many columns in the tag's own, otherwise
   * in one that is added.
   */
  String tagged(String line, String tag);

  /**
   * Reads a row.
   *
   * @param words of the sentence that came before
   * @return nothing where the row is of no word
   * @throws OddRowException if it is no row of the format
   */
  Optional<Tagged> read(String line, int words) throws OddRowException;
}
