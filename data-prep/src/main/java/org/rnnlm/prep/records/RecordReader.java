package org.rnnlm.prep.records;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.rnnlm.io.DataException;

/**
 * The records of a range of a file, in its order. Flawed records come out as such; where the file
 * itself cannot be read {@link DataException} is thrown. Not for several threads.
 */
public interface RecordReader extends Iterator<TextRecord>, Closeable {

  /**
   * Looks whether there is a first record, and closes a reader.
   *
   * @throws DataException if the file cannot be read
   */
  static void check(RecordReader reader) {
    try (reader) {
      reader.hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
