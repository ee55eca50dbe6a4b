package org.rnnlm.prep.table;

import java.util.List;
import org.rnnlm.prep.steps.TableRow;

/**
 * Works on the texts of rows, in one task. What becomes of a row must not depend on the rows that
 * it comes with.
 */
public interface RowWork extends AutoCloseable {

  /** Returns what became of each row, in their order. All of them have texts. */
  List<RowOutcome> apply(List<TableRow> rows);

  /** Frees what it worked with, in the thread that it worked in. */
  @Override
  void close();
}
