package org.rnnlm.prep.records;

import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;
import org.rnnlm.prep.dump.StoredInput;

/**
 * Tagged sentences of a row a word in UTF-8, with an empty line after each. A file is read by one
 * task.
 */
interface SentenceFormat extends RecordFormat {
  /** Returns what the rows of a file say, words and tags. */
  SentenceColumns rows(StoredInput file, RecordSpec spec);

  /** Returns what the rows of a file say that may have no tags yet. */
  SentenceColumns rowsToTag(StoredInput file, RecordSpec spec);

  @Override
  default boolean mayBeCompressed() {
    return true;
  }

  @Override
  default boolean isOfPairs() {
    return false;
  }

  @Override
  default boolean holdsTags() {
    return true;
  }

  @Override
  default boolean isOfTags() {
    return true;
  }

  @Override
  default boolean tellsFields() {
    return true;
  }

  @Override
  default List<Range> ranges(StoredInput file, long bytes) {
    return List.of(Range.WHOLE);
  }

  /** Returns nothing: sentences are no rows of a table. */
  @Override
  default Optional<MessageType> columns(StoredInput file, RecordSpec spec) {
    return Optional.empty();
  }

  @Override
  default RecordReader records(StoredInput file, RecordSpec spec, Range range) {
    return new SentenceReader(file, spec, rows(file, spec));
  }
}
