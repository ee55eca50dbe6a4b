package org.rnnlm.prep.dump;

import java.util.Arrays;

/**
 * Undoes the Burrows-Wheeler transform of a block (M. Burrows, D. Wheeler: A Block-sorting Lossless
 * Data Compression Algorithm, 1994, algorithm D).
 *
 * <p>Each byte of a text leads to where the next one stands among all bytes in order, and each such
 * step reads memory at some other place. So it waits for memory most of its time, and what it reads
 * is kept small enough for a core's second cache: of each link the lower 16 bits alone. Bytes of
 * one value have rising links, so that the ordered bytes fall into intervals of the same value and
 * the same upper bits, of which there are at most 3,584.
 */
final class InverseTransform {
  private static final int VALUES = 256;
  private static final int LOW_BITS = 16;
  private static final int MOST_HIGHS = (Bzip2Block.MOST >>> LOW_BITS) + 1;

  /** Ordered bytes for which there is one entry in the table of intervals. */
  private static final int STRIDE_BITS = 6;

  private final int[] counts = new int[VALUES];
  private short[] low = new short[0]; // by place among the ordered bytes: the link's lower bits
  private final int[][] passed = new int[MOST_HIGHS + 1][VALUES]; // places filled before a high
  private final int[] starts = new int[VALUES * MOST_HIGHS + 1]; // of the intervals
  private final int[] highs = new int[VALUES * MOST_HIGHS]; // of each interval's links, in place
  private final byte[] values = new byte[VALUES * MOST_HIGHS];
  private short[] intervals = new short[0]; // by place, of every 64th one

  /**
   * Writes the text of a block.
   *
   * @param transformed its transformed bytes, the first {@code size}
   * @param origin where the text begins among them
   * @param text at least as long
   */
  void undo(byte[] transformed, int size, int origin, byte[] text) {
    if (low.length < size) {
      low = new short[transformed.length];
      intervals = new short[(transformed.length >>> STRIDE_BITS) + 1];
    }
    count(transformed, size);
    link(transformed, size);
    divide(size);
    follow(size, origin, text);
  }

  /** Sets {@link #counts} to where the bytes of each value begin in their order. */
  private void count(byte[] transformed, int size) {
    Arrays.fill(counts, 0);
    for (int i = 0; i < size; i++) {
      counts[transformed[i] & 0xff]++;
    }
    int sum = 0;
    for (int value = 0; value < VALUES; value++) {
      int count = counts[value];
      counts[value] = sum;
      sum += count;
    }
  }

  private void link(byte[] transformed, int size) {
    for (int high = 0; high << LOW_BITS < size; high++) {
      System.arraycopy(counts, 0, passed[high], 0, VALUES);
      int from = high << LOW_BITS;
      int to = Math.min(size, from + (1 << LOW_BITS));
      for (int i = from; i < to; i++) {
        low[counts[transformed[i] & 0xff]++] = (short) i;
      }
      System.arraycopy(counts, 0, passed[high + 1], 0, VALUES);
    }
  }

  private void divide(int size) {
    int count = 0;
    int stride = 0;
    for (int value = 0; value < VALUES; value++) {
      for (int high = 0; high << LOW_BITS < size; high++) {
        int end = passed[high + 1][value];
        if (passed[high][value] == end) {
          continue;
        }
        starts[count] = passed[high][value];
        highs[count] = high << LOW_BITS;
        values[count] = (byte) value;
        while (stride << STRIDE_BITS < end) {
          intervals[stride++] = (short) count;
        }
        count++;
      }
    }
    starts[count] = size;
  }

  private void follow(int size, int origin, byte[] text) {
    short[] low = this.low;
    short[] intervals = this.intervals;
    int at = origin;
    for (int i = 0; i < size; i++) {
      int interval = intervals[at >>> STRIDE_BITS];
      while (at >= starts[interval + 1]) {
        interval++;
      }
      text[i] = values[interval];
      at = highs[interval] | low[at] & 0xffff;
    }
  }
}
