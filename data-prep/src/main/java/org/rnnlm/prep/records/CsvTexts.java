package org.rnnlm.prep.records;

import java.util.List;
import org.rnnlm.prep.dump.StoredInput;

/**
 * A table of comma-separated values in UTF-8 (RFC 4180), whose first row names the columns. Fields
 * in quotes may hold commas and lines' ends, so a file is read by one task. Files may be compressed
 * by bzip2, gzip or zstd.
 *
 * @param file where it is stored
 */
public record CsvTexts(StoredInput file, RecordSpec spec) {

  /** One for the whole file. */
  public List<Range> ranges() {
    return List.of(Range.WHOLE);
  }

  /**
   * All rows but the first.
   *
   * @throws org.rnnlm.io.DataException if the file cannot be read, or lacks a column that is asked
   *     for
   */
  public RecordReader records() {
    return new CsvReader(file, spec);
  }
}
