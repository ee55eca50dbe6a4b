package org.rnnlm.prep.dump;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A buffered stream that remembers what an error message needs: how many bytes were taken from it,
 * whether somebody asked beyond its end, which error it threw, and its last bytes.
 */
final class SourceStream extends InputStream {

  /** Longer than the closing tag of a dump in two-byte characters and some white space. */
  private static final int TAIL_BYTES = 256;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int next;
  private int limit;
  private long filled;
  private boolean ended;
  private IOException failure;
  private long nanos;

  SourceStream(InputStream in) {
    this.in = in;
  }

  /** Bytes that were read from this stream so far. */
  long position() {
    return filled - (limit - next);
  }

  /** Returns the processor's time that reading from the stream beneath has taken. */
  long nanos() {
    return nanos;
  }

  /** Returns whether a reader asked for more than there is. */
  boolean ended() {
    return ended;
  }

  /** The error this stream has thrown, to be told from one its reader has found in the data. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * Returns whether the bytes that follow are these; reads none of them. Only before the first
   * read.
   */
  boolean startsWith(int... magic) throws IOException {
    while (limit < magic.length && fill()) {}
    if (limit < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((buffer[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns what was read last, at most {@link #TAIL_BYTES}, without the zero bytes of wide
   * encodings.
   */
  String tail() {
    StringBuilder tail = new StringBuilder();
    for (int i = Math.max(0, next - TAIL_BYTES); i < next; i++) {
      if (buffer[i] != 0) {
        tail.append((char) (buffer[i] & 0xff));
      }
    }
    return tail.toString();
  }

  @Override
  public int read() throws IOException {
    if (next == limit && !refill()) {
      return -1;
    }
    return buffer[next++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (next == limit && !refill()) {
      return -1;
    }
    int count = Math.min(length, limit - next);
    System.arraycopy(buffer, next, target, offset, count);
    next += count;
    return count;
  }

  /** Returns what is at hand, and what the stream beneath says that it has. */
  @Override
  public int available() throws IOException {
    return limit > next ? limit - next : ended ? 0 : in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Makes room by keeping only the tail, then reads on; false at the end. */
  private boolean refill() throws IOException {
    if (ended) {
      return false; // some decompressors throw when asked again
    }
    int tail = Math.min(next, TAIL_BYTES);
    System.arraycopy(buffer, next - tail, buffer, 0, tail);
    next = tail;
    limit = tail;
    ended = !fill();
    return !ended;
  }

  private boolean fill() throws IOException {
    long start = CpuClock.now();
    try {
      int count;
      do {
        count = in.read(buffer, limit, buffer.length - limit);
      } while (count == 0); // nothing yet is no end
      if (count > 0) {
        limit += count;
        filled += count;
      }
      nanos += CpuClock.now() - start;
      return count > 0;
    } catch (IOException e) {
      failure = e;
      throw e;
    } catch (MalformedDumpException e) {
      throw e; // says all there is to say
    } catch (RuntimeException e) {
      // Decompressors meet damaged data with any of these.
      failure = new IOException(e.toString(), e);
      throw failure;
    }
  }
}
