package org.rnnlm.prep.dump;

import java.util.Arrays;

/** Puts bits one behind the other, the first one highest in its byte; zeros fill the last byte. */
final class BitWriter {

  private final byte[] bytes;
  private int length;
  private long pending;
  private int pendingBits;

  /**
   * @param most bytes that will be written at most
   */
  BitWriter(int most) {
    bytes = new byte[most];
  }

  /** Up to 56 bits. */
  void put(long value, int count) {
    pending = pending << count | value;
    pendingBits += count;
    while (pendingBits >= 8) {
      pendingBits -= 8;
      bytes[length++] = (byte) (pending >>> pendingBits);
    }
    pending &= (1L << pendingBits) - 1;
  }

  byte[] bytes() {
    int surplus = (8 - pendingBits) & 7;
    put(0, surplus);
    return Arrays.copyOf(bytes, length);
  }
}
