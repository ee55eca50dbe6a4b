package org.rnnlm.prep.records;

import java.util.List;
import org.rnnlm.prep.dump.StoredInput;

/**
 * A table of comma-separated values in UTF-8 (RFC 4180), whose first row names the columns. Fields
 * in quotes may hold commas and lines' ends, so a file is read by one task.
 */
record CsvTexts() implements RecordFormat {
  private static final long serialVersionUID = 1L;

  @Override
  public String key() {
    return "csv";
  }

  @Override
  public List<String> endings() {
    return List.of(".csv");
  }

  @Override
  public boolean mayBeCompressed() {
    return true;
  }

  @Override
  public boolean isOfPairs() {
    return false;
  }

  @Override
  public boolean tellsFields() {
    return true;
  }

  @Override
  public List<Range> ranges(StoredInput file, long bytes) {
    return List.of(Range.WHOLE);
  }

  /** Returns all rows but the first; the only range is the whole file. */
  @Override
  public RecordReader records(StoredInput file, RecordSpec spec, Range range) {
    return new CsvReader(file, spec);
  }
}
