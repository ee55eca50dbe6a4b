package org.rnnlm.prep.records;

import java.io.IOException;
import java.util.List;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.dump.PlainStream;
import org.rnnlm.prep.dump.StoredInput;

/**
 * JSON lines: an object a line, in UTF-8. Files may be compressed by bzip2, gzip or zstd; those are
 * read by one task each.
 *
 * @param file where they are stored
 */
public record JsonLines(StoredInput file, RecordSpec spec) {

  /**
   * Cuts the file.
   *
   * @param bytes about how much of it a range holds; 0 for one range
   * @throws DataException if it cannot be read
   */
  public List<Range> ranges(long bytes) {
    try {
      return PlainStream.isCompressed(file) ? List.of(Range.WHOLE) : Range.of(file.bytes(), bytes);
    } catch (IOException e) {
      throw new DataException("input " + file.name() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The records of the lines that begin in a range; lines of white space alone are none.
   *
   * @throws DataException if the file cannot be read
   */
  public RecordReader records(Range range) {
    return new JsonLinesReader(file, spec, range);
  }
}
