package org.rnnlm.prep.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.rnnlm.prep.records.RowFields;

/** Writes the rows of a file. Closing it ends the file, and leaves the stream below open. */
interface TableWriter extends Closeable {

  /**
   * @param fields of the input
   * @param number of the row in the input
   * @param results of all result columns; none where there is an error
   * @param error empty for none
   */
  void write(RowFields fields, long number, List<Object> results, String error) throws IOException;
}
