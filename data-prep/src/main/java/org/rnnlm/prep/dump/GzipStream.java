package org.rnnlm.prep.dump;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The plain bytes of a gzip file (RFC 1952), of one member or of many, one after the other. It ends
 * where the file does and nowhere else: whatever follows a member is another whole one, or zero
 * bytes up to the file's end, which some devices pad files with, or an error. The JDK's own stream
 * takes a damaged member for the end, and so does every member that ends where its source has
 * nothing at hand.
 */
final class GzipStream extends BulkStream {

  private static final int DEFLATE = 8;
  private static final int HAS_HEADER_CHECKSUM = 1 << 1;
  private static final int HAS_EXTRA = 1 << 2;
  private static final int HAS_NAME = 1 << 3;
  private static final int HAS_COMMENT = 1 << 4;
  private static final int RESERVED = 0xe0;

  private final InputStream stored;
  private final byte[] buffer = new byte[1 << 16];
  private int next;
  private int limit;
  private long filled;
  private final Inflater inflater = new Inflater(true); // without a zlib header
  private final CRC32 checksum = new CRC32(); // of the header, then of the plain bytes
  private long memberStart;
  private boolean inMember;
  private boolean ended;

  GzipStream(InputStream stored) {
    this.stored = stored;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      if (!inMember && !beginMember()) {
        ended = true;
        break;
      }
      int count = inflate(target, offset, length);
      if (count > 0) {
        checksum.update(target, offset, count);
        return count;
      }
      endMember();
    }
    return -1;
  }

  /** Returns the next bytes of the member; 0 at its end. */
  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      while (true) {
        int count = inflater.inflate(target, offset, length);
        if (count > 0 || inflater.finished()) {
          return count;
        }
        if (inflater.needsDictionary()) {
          throw damaged("asks for a dictionary");
        }
        if (next == limit) {
          fill();
        }
        inflater.setInput(buffer, next, limit - next);
        next = limit;
      }
    } catch (DataFormatException e) {
      throw damaged(String.valueOf(e.getMessage()));
    }
  }

  private void endMember() throws IOException {
    next = limit - inflater.getRemaining();
    if (number(4) != checksum.getValue()) {
      throw damaged("has another checksum than its data");
    }
    if (number(4) != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw damaged("has another size than its data");
    }
    inMember = false;
  }

  /** Reads the header of the next member; false at the end of the file. */
  private boolean beginMember() throws IOException {
    memberStart = filled - (limit - next);
    if (next == limit && !more()) {
      return false;
    }
    if (memberStart > 0 && buffer[next] == 0) {
      skipPadding();
      return false;
    }
    checksum.reset();
    if (take() != 0x1f || take() != 0x8b) {
      throw damaged("does not begin as a gzip member does");
    }
    if (take() != DEFLATE) {
      throw damaged("is compressed by an unknown method");
    }
    readOptions(take());
    inflater.reset();
    checksum.reset();
    inMember = true;
    return true;
  }

  private void readOptions(int flags) throws IOException {
    if ((flags & RESERVED) != 0) {
      throw damaged("has options that no version of gzip knows");
    }
    skip(6); // time, level and system
    if ((flags & HAS_EXTRA) != 0) {
      skip((int) number(2));
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_HEADER_CHECKSUM) != 0) {
      long expected = checksum.getValue() & 0xffff;
      if (number(2) != expected) {
        throw damaged("has another checksum than its header");
      }
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      take();
    }
  }

  private void skipText() throws IOException {
    while (take() != 0) {}
  }

  /** As gzip itself does, but for anything that is not zero. */
  private void skipPadding() throws IOException {
    do {
      for (; next < limit; next++) {
        if (buffer[next] != 0) {
          throw damaged("does not begin as a gzip member does");
        }
      }
    } while (more());
  }

  /** Returns a number of a few bytes, the lowest first. */
  private long number(int bytes) throws IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= (long) take() << 8 * i;
    }
    return number;
  }

  /** Returns the next byte of a header or of what stands behind the data. */
  private int take() throws IOException {
    if (next == limit) {
      fill();
    }
    int taken = buffer[next++] & 0xff;
    if (!inMember) {
      checksum.update(taken);
    }
    return taken;
  }

  private void fill() throws IOException {
    if (!more()) {
      throw new EOFException("the member that begins at byte " + memberStart + " has no end");
    }
  }

  private boolean more() throws IOException {
    next = 0;
    limit = Math.max(0, stored.read(buffer, 0, buffer.length));
    filled += limit;
    return limit > 0;
  }

  private IOException damaged(String what) {
    return new IOException("the member that begins at byte " + memberStart + " " + what);
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    stored.close();
  }
}
