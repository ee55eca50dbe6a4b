package org.rnnlm.prep.table;

/**
 * What is added up over all rows, for the report.
 *
 * @param tokens read or written
 * @param unknown those of them that the vocabulary lacks
 * @param predictions that {@code nats} are of; 0 where nothing is scored
 * @param nats of all predictions
 * @param group that the row is counted in, such as its class; empty for none
 */
public record RowMeasures(long tokens, long unknown, long predictions, double nats, String group) {
  /** Nothing measured. */
  public static final RowMeasures NONE = new RowMeasures(0, 0, 0, 0, "");

  /** Makes the measures of a row that is not scored. */
  public static RowMeasures of(long tokens, long unknown) {
    return new RowMeasures(tokens, unknown, 0, 0, "");
  }

  /** Returns these measures of a row that is counted in a group. */
  public RowMeasures in(String other) {
    return new RowMeasures(tokens, unknown, predictions, nats, other);
  }
}
