package org.rnnlm.prep.records;

import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;
import org.rnnlm.prep.dump.StoredInput;

/**
 * Tagged sentences as Universal Dependencies has them (CoNLL-U, format version 2): a row of ten
 * columns a word in UTF-8, tabs between them, and an empty line after each sentence; lines that
 * begin with {@code #} are comments. Rows of tokens of several words ({@code 3-4}) and of empty
 * nodes ({@code 8.1}) are no words. A file is read by one task.
 */
record ConllURows() implements RecordFormat {
  private static final long serialVersionUID = 1L;

  @Override
  public String key() {
    return "conllu";
  }

  @Override
  public List<String> endings() {
    return List.of(".conllu");
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
    return new SentenceReader(file, spec, new UniversalColumns(file.name(), spec));
  }
}
