package org.rnnlm.prep.records;

import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;
import org.rnnlm.prep.dump.StoredInput;

/**
 * Tagged sentences as the CoNLL-2003 shared task has them: a row a word in UTF-8, columns with tabs
 * or spaces between them, and an empty line after each sentence. Rows that begin with {@code
 * -DOCSTART-} part documents and are no words. There are no comments. A file is read by one task.
 */
record ConllRows() implements RecordFormat {
  private static final long serialVersionUID = 1L;

  @Override
  public String key() {
    return "conll";
  }

  @Override
  public List<String> endings() {
    return List.of(".conll", ".bio", ".iob");
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
  public boolean holdsTags() {
    return true;
  }

  @Override
  public boolean isOfTags() {
    return true;
  }

  @Override
  public boolean tellsFields() {
    return true;
  }

  @Override
  public List<Range> ranges(StoredInput file, long bytes) {
    return List.of(Range.WHOLE);
  }

  /** Returns nothing: sentences are no rows of a table. */
  @Override
  public Optional<MessageType> columns(StoredInput file, RecordSpec spec) {
    return Optional.empty();
  }

  @Override
  public RecordReader records(StoredInput file, RecordSpec spec, Range range) {
    return new SentenceReader(file, spec, new PlainColumns(file.name(), spec));
  }
}
