package org.rnnlm.prep.table;

import java.util.List;

/**
 * What became of a row.
 *
 * @param error why there are no results; empty where there are
 * @param leftOut why the row is not to be written, though it has results; empty if it is
 * @param results the values of the result columns, in rows: one, or one a token. They may be made
 *     as they are asked for
 * @param measures for the report
 */
public record RowOutcome(
    String error, String leftOut, Iterable<List<Object>> results, RowMeasures measures) {

  /** Makes the outcome of a row without results. */
  public static RowOutcome failed(String error) {
    return new RowOutcome(error, "", List.of(), RowMeasures.NONE);
  }

  /** Makes the outcome of a row with one row of results. */
  public static RowOutcome of(List<Object> values, RowMeasures measures) {
    return new RowOutcome("", "", List.of(values), measures);
  }

  /** Returns this outcome of a row that is not written. */
  public RowOutcome leftOut(String reason) {
    return new RowOutcome(error, reason, List.of(), measures);
  }
}
