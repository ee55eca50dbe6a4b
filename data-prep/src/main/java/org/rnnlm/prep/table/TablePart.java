package org.rnnlm.prep.table;

import java.io.Serializable;
import java.util.List;
import org.rnnlm.prep.steps.TableSlice;

/**
 * What one task makes of the input: a file.
 *
 * @param index of the part, from 0
 * @param firstRow number of its first row in the input
 * @param slices that it is made of, in their order
 */
record TablePart(int index, long firstRow, List<TableSlice> slices) implements Serializable {
  TablePart {
    slices = List.copyOf(slices);
  }

  long bytes() {
    return slices.stream().mapToLong(TableSlice::bytes).sum();
  }
}
