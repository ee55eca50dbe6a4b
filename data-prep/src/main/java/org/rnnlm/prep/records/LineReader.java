package org.rnnlm.prep.records;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Lines of bytes, one in memory at a time, and of a long one no more than a limit. */
final class LineReader implements Closeable {
  private final InputStream in;
  private final int limit;
  private final byte[] buffer = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int next;
  private int filled;
  private long position; // of the byte at next
  private boolean tooLong;

  /**
   * @param position of the stream's first byte
   * @param limit bytes of a line that are kept
   */
  LineReader(InputStream in, long position, int limit) {
    this.in = in;
    this.position = position;
    this.limit = limit;
  }

  /** Returns where the next line begins. */
  long position() {
    return position;
  }

  /** Returns whether the line that was read last is longer than the limit. */
  boolean tooLong() {
    return tooLong;
  }

  /**
   * Returns the next line without its end; of one that is too long its beginning. Null at the end
   * of the stream.
   */
  byte[] read() throws IOException {
    line.reset();
    tooLong = false;
    if (!fill()) {
      return null;
    }
    boolean ended = false;
    while (!ended && fill()) {
      int end = next;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      ended = end < filled;
      keep(end - next);
      position += end - next + (ended ? 1 : 0);
      next = end + (ended ? 1 : 0);
    }
    return line.toByteArray();
  }

  private void keep(int bytes) {
    int kept = Math.min(bytes, limit - line.size());
    line.write(buffer, next, kept);
    tooLong |= kept < bytes;
  }

  /** Returns whether there is a byte to take. */
  private boolean fill() throws IOException {
    if (next == filled) {
      next = 0;
      filled = Math.max(0, in.read(buffer, 0, buffer.length));
    }
    return filled > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
