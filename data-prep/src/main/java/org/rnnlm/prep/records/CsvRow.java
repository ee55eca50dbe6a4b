package org.rnnlm.prep.records;

import java.util.List;

/**
 * A row of a table of comma-separated values.
 *
 * @param line the line that it begins in, from 1
 * @param cells as far as they were kept
 * @param flaw {@link Flaw#NONE}, {@link Flaw#STRAY_QUOTE} or {@link Flaw#TOO_LARGE}
 */
record CsvRow(long line, List<String> cells, Flaw flaw) {
  CsvRow {
    cells = List.copyOf(cells);
  }

  /** Returns whether there is nothing in its line. */
  boolean isBlank() {
    return cells.size() == 1 && cells.get(0).isEmpty();
  }
}
