package org.rnnlm.prep.dump;

import java.io.IOException;
import java.io.InputStream;

/** A stored file that can be read from any byte on, wherever it lies. */
public interface StoredInput {

  /** Returns what messages call the file, best its path. */
  String name();

  /** Returns its size. */
  long bytes();

  /**
   * Returns a stream of the bytes from a position on; the caller closes it. Buffered or not: it is
   * read in large pieces.
   */
  InputStream open(long position) throws IOException;
}
