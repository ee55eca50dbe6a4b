package org.rnnlm.prep.table;

import java.util.ArrayList;
import java.util.List;
import org.rnnlm.prep.steps.TableSlice;

/**
 * Which slices make a part: as many that follow one another as have about so many bytes. That
 * follows from the input alone.
 */
final class TableParts {
  /** A part's share of the input, where nothing else is said. */
  private static final int PARTS = 256;

  private static final long LEAST_BYTES = 1 << 18;
  private static final long MOST_BYTES = 64 << 20;

  private TableParts() {}

  /** Returns about how many bytes of an input a part has, where nothing else is said. */
  static long bytes(long all) {
    return Math.max(LEAST_BYTES, Math.min(MOST_BYTES, all / PARTS));
  }

  /**
   * @param rows of each slice
   * @param bytes about how many of the input a part has
   */
  static List<TablePart> of(List<TableSlice> slices, List<Long> rows, long bytes) {
    List<TablePart> parts = new ArrayList<>();
    List<TableSlice> part = new ArrayList<>();
    long first = 0;
    long next = 0;
    long size = 0;
    for (int i = 0; i < slices.size(); i++) {
      if (rows.get(i) > 0) { // of Parquet most slices of a large row group have none
        part.add(slices.get(i));
        size += slices.get(i).bytes();
        next += rows.get(i);
      }
      if (size >= bytes) {
        parts.add(new TablePart(parts.size(), first, part));
        part = new ArrayList<>();
        first = next;
        size = 0;
      }
    }
    if (!part.isEmpty() || parts.isEmpty()) {
      parts.add(new TablePart(parts.size(), first, part)); // of a table without rows an empty one
    }
    return parts;
  }
}
