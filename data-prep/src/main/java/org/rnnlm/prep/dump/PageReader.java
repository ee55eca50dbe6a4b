package org.rnnlm.prep.dump;

import java.io.Closeable;
import java.io.UncheckedIOException;
import java.util.Iterator;

/**
 * Pages in the order of the file, one in memory at a time. Nothing is read before the first {@link
 * #hasNext}.
 *
 * <p>{@link #hasNext} and {@link #next} throw {@link MalformedDumpException} where the file is not
 * a whole dump, and {@link UncheckedIOException} where it cannot be read; after either the reader
 * is of no more use. Closing it closes the file. Not for several threads.
 */
public interface PageReader extends Iterator<Page>, Closeable {

  /** Returns what decompression took of the processor's time that reading has taken so far. */
  long decompressionNanos();
}
