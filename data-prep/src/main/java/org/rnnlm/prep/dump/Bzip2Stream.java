package org.rnnlm.prep.dump;

import java.io.IOException;
import java.io.InputStream;

/**
 * The plain bytes of a whole bzip2 file, of one stream or of many, one after the other. It ends
 * where the file does, which must be where a stream does.
 */
final class Bzip2Stream extends BulkStream {
  private final Bzip2Blocks blocks;
  private int next; // of the block at hand
  private int limit;

  /**
   * @param stored the file from its first byte on; closed with this
   */
  Bzip2Stream(InputStream stored) {
    blocks = Bzip2Blocks.whole(stored);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (next == limit) {
      if (!blocks.advance()) {
        return -1;
      }
      next = 0;
      limit = blocks.length();
    }
    int count = Math.min(length, limit - next);
    System.arraycopy(blocks.bytes(), next, target, offset, count);
    next += count;
    return count;
  }

  /** Returns the byte of the file up to which it is decoded. */
  long position() {
    return blocks.position();
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
