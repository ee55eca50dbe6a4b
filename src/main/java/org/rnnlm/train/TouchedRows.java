package org.rnnlm.train;

import java.io.Serializable;

/**
 * The rows of an embedding that a worker, or any of them, trained in a round; all others follow
 * from what the round started from.
 *
 * @param ids of the rows, in ascending order. Not copied
 * @param values [ids, 3, width]: parameters, first and second moments
 * @param rates of the round's steps, with Adam's bias corrections in them. Not copied
 */
record TouchedRows(int[] ids, Floats values, float[] rates) implements Serializable {
  /** There is no embedding whose rows wait: all values travel. */
  static final TouchedRows NONE =
      new TouchedRows(new int[0], new Floats(new float[0]), new float[0]);

  /** Returns how many bytes they are on their way, without what Spark adds. */
  long bytes() {
    return ids.length * (long) Integer.BYTES + values.bytes() + rates.length * (long) Float.BYTES;
  }

  /** Returns how many rows there are. */
  int count() {
    return ids.length;
  }

  boolean isFinite() {
    for (float value : values.array()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns those that fall into one of so many parts: neighbours, of which frequent words have
   * most, into different ones.
   */
  TouchedRows part(int part, int parts) {
    int count = 0;
    for (int id : ids) {
      count += id % parts == part ? 1 : 0;
    }
    int[] some = new int[count];
    int size = ids.length == 0 ? 0 : values.array().length / ids.length;
    float[] theirs = new float[Math.multiplyExact(count, size)];
    int at = 0;
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] % parts == part) {
        some[at] = ids[i];
        System.arraycopy(values.array(), i * size, theirs, at * size, size);
        at++;
      }
    }
    return new TouchedRows(some, new Floats(theirs), rates);
  }
}
