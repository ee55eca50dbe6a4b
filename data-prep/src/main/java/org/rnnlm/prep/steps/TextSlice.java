package org.rnnlm.prep.steps;

import java.io.Serializable;
import org.rnnlm.prep.records.Range;

/**
 * What one task reads of a text file.
 *
 * @param range of its bytes
 * @param portion that the range holds
 * @param inPortions whether it is the whole file, whose portions are told while it is read
 */
record TextSlice(InputFile file, Range range, Portion portion, boolean inPortions)
    implements Serializable {

  /** Makes a slice of a file that is one document. */
  static TextSlice whole(InputFile file) {
    return new TextSlice(file, Range.WHOLE, Portion.WHOLE, false);
  }

  /** Returns whether the file may be several documents. */
  boolean mayBePortion() {
    return inPortions || !portion.isWhole();
  }

  /** Returns how many bytes of the file it is. */
  long bytes() {
    return Math.min(range.to(), file.bytes()) - range.from();
  }
}
