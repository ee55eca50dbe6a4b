package org.rnnlm.prep.dump;

import java.util.Arrays;

/**
 * A canonical Huffman code as bzip2 has it, of at most 258 symbols and 20 bits. Codes up to {@link
 * #TABLE_BITS} bits, nearly all that occur, are read by one look into a table.
 */
final class HuffmanCode {

  static final int LONGEST = 20;

  private static final int TABLE_BITS = 10;
  private static final int LENGTH_BITS = 5;
  private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

  /** By the next bits, the symbol and length; 0 where the code is longer. */
  private final short[] table = new short[1 << TABLE_BITS];

  private final int[] limits = new int[LONGEST + 1]; // by length: one past its last code
  private final int[] offsets = new int[LONGEST + 1]; // by length: what leads from code to order
  private final short[] order = new short[258]; // symbols by their codes

  /** Takes the code on that has these lengths, each from 1 to {@link #LONGEST}. */
  void set(byte[] lengths, int symbols) {
    Arrays.fill(table, (short) 0);
    int code = 0;
    int ordered = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code <<= 1;
      offsets[length] = ordered - code;
      for (int symbol = 0; symbol < symbols; symbol++) {
        if (lengths[symbol] == length) {
          enter(symbol, code, length);
          order[ordered++] = (short) symbol;
          code++;
        }
      }
      limits[length] = code;
    }
  }

  private void enter(int symbol, int code, int length) {
    if (length > TABLE_BITS || code >= 1 << length) {
      return; // the latter only in a damaged file
    }
    int from = code << TABLE_BITS - length;
    int to = code + 1 << TABLE_BITS - length;
    Arrays.fill(table, from, to, (short) (symbol << LENGTH_BITS | length));
  }

  /**
   * Returns the symbol that bits begin with and its length, as {@code symbol << 5 | length}; -1 if
   * there is none.
   *
   * @param bits at least the next {@link #LONGEST}, the first one highest
   */
  int next(long bits) {
    int entry = table[(int) (bits >>> Long.SIZE - TABLE_BITS)];
    return entry != 0 ? entry : nextLong(bits);
  }

  /** Returns the length of what {@link #next} gave. */
  static int length(int entry) {
    return entry & LENGTH_MASK;
  }

  static int symbol(int entry) {
    return entry >> LENGTH_BITS;
  }

  private int nextLong(long bits) {
    for (int length = TABLE_BITS + 1; length <= LONGEST; length++) {
      int code = (int) (bits >>> Long.SIZE - length);
      int index = code + offsets[length];
      if (code < limits[length] && index >= 0 && index < order.length) {
        return order[index] << LENGTH_BITS | length;
      }
    }
    return -1;
  }
}
