package org.rnnlm.prep.records;

import java.util.List;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.dump.StoredInput;

/**
 * Pairs, one a line in UTF-8: the source, a tab, the target. Files may be compressed as {@link
 * JsonLines} may.
 *
 * @param file where they are stored
 */
public record TsvLines(StoredInput file, RecordSpec spec) {

  /**
   * Cuts the file.
   *
   * @param bytes about how much of it a range holds; 0 for one range
   * @throws DataException if it cannot be read
   */
  public List<Range> ranges(long bytes) {
    return new JsonLines(file, spec).ranges(bytes);
  }

  /**
   * The pairs of the lines that begin in a range; empty lines are none.
   *
   * @throws DataException if the file cannot be read
   */
  public RecordReader records(Range range) {
    return new TsvReader(file, spec, range);
  }
}
