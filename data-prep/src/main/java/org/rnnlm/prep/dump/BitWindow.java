package org.rnnlm.prep.dump;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A moving window over the bits of a bzip2 file, counted from the file's first one. Finds the two
 * marks of 48 bits that stand at any bit: before every block, and before the end of every stream.
 */
final class BitWindow implements Closeable {

  /** The digits of pi. */
  static final long BLOCK = 0x314159265359L;

  /** The digits of pi's square root. */
  static final long STREAM_END = 0x177245385090L;

  static final int MARK_BITS = 48;

  /** Zeros behind the loaded bytes, so that several values can be taken before a check. */
  private static final int PADDING = 256;

  private static final int LEAST_FORGOTTEN = 1 << 19;

  private static final long MARK_MASK = (1L << MARK_BITS) - 1;

  /** What the second but last whole byte of a mark can be, for any of its eight positions. */
  private static final boolean[] MAY_BE_MARK = new boolean[256];

  static {
    for (int shift = 0; shift < 8; shift++) {
      MAY_BE_MARK[(int) (BLOCK >>> 8 - shift) & 0xff] = true;
      MAY_BE_MARK[(int) (STREAM_END >>> 8 - shift) & 0xff] = true;
    }
  }

  private final InputStream in;
  private byte[] bytes = new byte[1 << 17];
  private long base; // of the window's first byte
  private int length;
  private boolean ended;

  /**
   * @param in the file from a byte on; closed with this
   * @param from which byte of the file that is
   */
  BitWindow(InputStream in, long from) {
    this.in = in;
    base = from;
  }

  /** Returns whether there are so many bits from this one on. */
  boolean has(long bit, int count) throws IOException {
    return loaded((bit + count + 7) / 8);
  }

  /** Up to 56 bits, the first one highest. */
  long bits(long bit, int count) {
    int index = (int) ((bit >>> 3) - base);
    int offset = (int) (bit & 7);
    long value = 0;
    for (int i = 0; i < (offset + count + 7) / 8; i++) {
      value = value << 8 | bytes[index + i] & 0xff;
    }
    int surplus = (8 - (offset + count & 7)) & 7;
    return value >>> surplus & (1L << count) - 1;
  }

  /** Loads so many bits from this one on, or all up to the file's end. */
  void load(long bit, long count) throws IOException {
    loaded((bit + count + 7) / 8);
  }

  /** As {@link #bits}, of loaded ones; those behind the file's end are no use, and no error. */
  long padded(long bit, int count) {
    return (bit >>> 3) - base <= length ? bits(bit, count) : 0;
  }

  /** Returns the byte behind the last loaded one. */
  long end() {
    return base + length;
  }

  /** Returns what is loaded, from byte {@link #base} of the file on, and behind it room to read. */
  byte[] bytes() {
    return bytes;
  }

  long base() {
    return base;
  }

  long loadedBits() {
    return 8L * length;
  }

  /** Returns the first mark from one bit on that begins before another; -1 if there is none. */
  long find(long from, long before) throws IOException {
    long window = 0;
    for (long at = from >>> 3; loaded(at + 1); at++) {
      if ((at + 1) * 8 - MARK_BITS - 7 >= before) {
        return -1;
      }
      window = window << 8 | bytes[(int) (at - base)] & 0xff;
      if (MAY_BE_MARK[(int) (window >>> 8) & 0xff]) {
        long found = markEndingIn(window, at, from);
        if (found >= 0) {
          return found < before ? found : -1;
        }
      }
    }
    return -1;
  }

  private static long markEndingIn(long window, long at, long from) {
    for (int shift = 7; shift >= 0; shift--) {
      long mark = window >>> shift & MARK_MASK;
      long start = (at + 1) * 8 - shift - MARK_BITS;
      if ((mark == BLOCK || mark == STREAM_END) && start >= from) {
        return start;
      }
    }
    return -1;
  }

  /** Forgets what is before a bit, once it is much. */
  void forget(long before) {
    int count = (int) Math.min(length, Math.max(0, (before >>> 3) - base));
    if (count < Math.max(bytes.length / 4, LEAST_FORGOTTEN)) {
      return;
    }
    System.arraycopy(bytes, count, bytes, 0, length - count);
    base += count;
    length -= count;
  }

  private boolean loaded(long end) throws IOException {
    while (end > base + length && !ended) {
      if (length == bytes.length - PADDING) {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
      int count = in.read(bytes, length, Math.min(1 << 16, bytes.length - PADDING - length));
      ended = count < 0;
      length += Math.max(0, count);
    }
    return end <= base + length;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
