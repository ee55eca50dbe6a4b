package org.rnnlm.train;

import java.io.Serializable;
import java.util.Arrays;
import org.rnnlm.kernel.LateRows;
import org.rnnlm.layer.RowTable;

/**
 * The steps that rows of an embedding have not taken yet: of rows that no worker trains, none moves
 * until somebody wants it, from round to round. Their values are as they were after the last step
 * that each has taken.
 *
 * @param table the embedding; none where no rows wait
 * @param taken how many of the steps each row has, [rows]. Not copied
 * @param rates of all steps since none waited. Not copied
 */
record WaitingRows(RowTable table, int[] taken, float[] rates) implements Serializable {
  /** Every value is as after the last step. */
  static final WaitingRows NONE = new WaitingRows(RowTable.NONE, new int[0], new float[0]);

  /** Returns those of an embedding whose rows have taken all steps. */
  static WaitingRows settled(RowTable table) {
    return new WaitingRows(table, new int[table.rows()], new float[0]);
  }

  WaitingRows copy() {
    return new WaitingRows(table, taken.clone(), rates);
  }

  /** Returns whether there may be any. */
  boolean any() {
    return table.any();
  }

  /** Returns whether all rows have taken all steps. */
  boolean areSettled() {
    return rates.length == 0;
  }

  /** Returns the same rows after further steps that none of them has taken. */
  WaitingRows with(float[] further) {
    float[] all = Arrays.copyOf(rates, rates.length + further.length);
    System.arraycopy(further, 0, all, rates.length, further.length);
    return new WaitingRows(table, taken, all);
  }

  /** Returns what makes rows as they are after further steps. */
  LateRows late(float... further) {
    return table.late(rates, further);
  }
}
