package org.rnnlm.prep.records;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;
import org.rnnlm.prep.dump.StoredInput;

/**
 * A format of files that hold many records. It is all that a format needs to be read: a class that
 * implements this, and its place in {@link RecordFormats}. It goes to tasks with their functions.
 */
public interface RecordFormat extends Serializable {

  /** Returns the name that settings call the format by, in lower case with hyphens. */
  String key();

  /**
   * Returns how the names of its files end, in lower case with their dot, such as {@code .jsonl}.
   */
  List<String> endings();

  /**
   * Returns whether files may be compressed as a whole, by bzip2, gzip or zstd, and their names
   * then end with one more ending. A format that compresses its content itself is not.
   */
  boolean mayBeCompressed();

  /**
   * Returns whether every record is a pair of a source and its target, so that it has no single
   * texts.
   */
  boolean isOfPairs();

  /** Returns whether records may be sentences of words with a tag each. */
  default boolean holdsTags() {
    return false;
  }

  /** Returns whether every record is such a sentence, so that it has no texts as they are. */
  default boolean isOfTags() {
    return false;
  }

  /** Returns a specification whose fields of words and tags have the names of this format. */
  default RecordSpec naming(RecordSpec spec) {
    return spec;
  }

  /**
   * Returns whether the format, or a file's head, tells which fields records have, so that {@link
   * #check} finds those that are missing. Otherwise only the records tell.
   */
  boolean tellsFields();

  /**
   * Reads as much of a file as tells whether its records can be read: its head, which is its first
   * record unless the format says otherwise.
   *
   * @throws org.rnnlm.io.DataException if it cannot be read, or lacks columns that are asked for
   */
  default void check(StoredInput file, RecordSpec spec) {
    RecordReader.check(records(file, spec, Range.WHOLE));
  }

  /**
   * Cuts a file.
   *
   * @param bytes about how much of it a range holds; 0 for one range
   * @return ranges that together hold each record once
   * @throws org.rnnlm.io.DataException if the file cannot be read
   */
  List<Range> ranges(StoredInput file, long bytes);

  /**
   * Returns the columns of a table that keeps all fields of a file's records; nothing where only
   * the records tell.
   *
   * @throws org.rnnlm.io.DataException if the file cannot be read
   */
  Optional<MessageType> columns(StoredInput file, RecordSpec spec);

  /**
   * Returns a reader of the records of a range; the caller closes it.
   *
   * @throws org.rnnlm.io.DataException if the file cannot be read, or lacks a column that is asked
   *     for; the reader throws it too
   */
  RecordReader records(StoredInput file, RecordSpec spec, Range range);

  /**
   * Counts the records of a range, flawed ones too. A format that can tell without reading them
   * does.
   *
   * @throws org.rnnlm.io.DataException as {@link #records}
   */
  default long count(StoredInput file, RecordSpec spec, Range range) {
    try (RecordReader records = records(file, spec, range)) {
      long count = 0;
      while (records.hasNext()) {
        records.next();
        count++;
      }
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
