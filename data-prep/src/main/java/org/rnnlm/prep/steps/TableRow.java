package org.rnnlm.prep.steps;

import org.rnnlm.prep.records.RowFields;

/**
 * A row of the input: a page of a dump, a text file or a record.
 *
 * @param number of the row in the whole input, from 0
 * @param where file and place in it, for people
 * @param error why it has no text; empty where it has one
 * @param id as it is written; empty where none is asked for
 * @param text empty if there is an error
 * @param fields all that the row has
 */
public record TableRow(
    long number, String where, String error, String id, String text, RowFields fields) {

  /** Returns this row with its number. */
  public TableRow at(long place) {
    return new TableRow(place, where, error, id, text, fields);
  }
}
