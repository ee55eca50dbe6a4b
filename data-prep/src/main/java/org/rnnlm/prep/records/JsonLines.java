package org.rnnlm.prep.records;

import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;
import org.rnnlm.prep.dump.StoredInput;

/**
 * JSON lines: an object a line, in UTF-8; lines of white space alone are no records. Compressed
 * files are read by one task each.
 */
record JsonLines() implements RecordFormat {
  private static final long serialVersionUID = 1L;
  private static final String WORDS = "tokens";
  private static final String TAGS = "tags";

  @Override
  public String key() {
    return "json-lines";
  }

  @Override
  public List<String> endings() {
    return List.of(".jsonl", ".ndjson");
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
    return false;
  }

  @Override
  public boolean holdsTags() {
    return true;
  }

  @Override
  public RecordSpec naming(RecordSpec spec) {
    return spec.ofTags() ? spec.naming(WORDS, TAGS) : spec;
  }

  @Override
  public List<Range> ranges(StoredInput file, long bytes) {
    return LineRecords.ranges(file, bytes);
  }

  @Override
  public Optional<MessageType> columns(StoredInput file, RecordSpec spec) {
    return Optional.empty();
  }

  @Override
  public RecordReader records(StoredInput file, RecordSpec spec, Range range) {
    return new JsonLinesReader(file, naming(spec), range);
  }

  @Override
  public long count(StoredInput file, RecordSpec spec, Range range) {
    return LineRecords.count(new JsonLinesReader(file, spec, range));
  }
}
