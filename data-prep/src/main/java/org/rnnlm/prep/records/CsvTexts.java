package org.rnnlm.prep.records;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;
import org.rnnlm.io.DataException;
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

  @Override
  public Optional<MessageType> columns(StoredInput file, RecordSpec spec) {
    try (CsvReader reader = new CsvReader(file, spec)) {
      return Optional.of(JsonColumns.texts(reader.columns()));
    } catch (IOException e) {
      throw new DataException("input " + file.name() + " cannot be closed: " + e.getMessage(), e);
    }
  }

  /** Returns all rows but the first; the only range is the whole file. */
  @Override
  public RecordReader records(StoredInput file, RecordSpec spec, Range range) {
    return new CsvReader(file, spec);
  }
}
