package org.rnnlm.prep.dump;

import java.io.Closeable;
import java.io.IOException;

/**
 * The plain bytes of a file from a slice's first own byte on: first its own blocks, then those that
 * follow, up to the end of the file.
 */
interface Blocks extends Closeable {

  /** Goes on to the next block; false at the end of the file, or of a slice that owns nothing. */
  boolean advance() throws IOException;

  /** Returns the current block, valid up to the next {@link #advance}. */
  byte[] bytes();

  /** Returns how many of {@link #bytes} are the block's. */
  int length();

  /** Returns whether the current block is the slice's own; those of later slices are not. */
  boolean own();
}
