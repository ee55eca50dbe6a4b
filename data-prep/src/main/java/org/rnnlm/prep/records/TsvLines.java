package org.rnnlm.prep.records;

import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;
import org.rnnlm.prep.dump.StoredInput;

/**
 * Pairs, one a line in UTF-8: the source, a tab, the target; empty lines are no records. Compressed
 * files are read by one task each.
 */
record TsvLines() implements RecordFormat {
  private static final long serialVersionUID = 1L;

  @Override
  public String key() {
    return "tsv";
  }

  @Override
  public List<String> endings() {
    return List.of(".tsv");
  }

  @Override
  public boolean mayBeCompressed() {
    return true;
  }

  @Override
  public boolean isOfPairs() {
    return true;
  }

  @Override
  public boolean tellsFields() {
    return true;
  }

  @Override
  public List<Range> ranges(StoredInput file, long bytes) {
    return LineRecords.ranges(file, bytes);
  }

  @Override
  public Optional<MessageType> columns(StoredInput file, RecordSpec spec) {
    return Optional.of(JsonColumns.texts(TsvReader.COLUMNS));
  }

  @Override
  public RecordReader records(StoredInput file, RecordSpec spec, Range range) {
    return new TsvReader(file, spec, range);
  }

  @Override
  public long count(StoredInput file, RecordSpec spec, Range range) {
    return LineRecords.count(new TsvReader(file, spec, range));
  }
}
