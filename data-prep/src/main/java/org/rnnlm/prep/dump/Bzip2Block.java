package org.rnnlm.prep.dump;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The decoder of one block of a bzip2 file after the other: Huffman codes, move to front and runs,
 * then what {@link InverseTransform} and {@link FirstRuns} undo. Holds up to 6 MB.
 *
 * <p>Written here since blocks are decoded singly anyway, from any bit on, and since that takes
 * about half of the time that the usual library takes (BENCHMARKS.md). The format has no standard;
 * this follows Julian Seward's bzip2 1.0.
 */
final class Bzip2Block {

  /** The largest that any level writes. */
  static final int MOST = 900_000;

  /** What short blocks need no more than. */
  private static final int LEAST = 1 << 14;

  /** Codes take turns after so many symbols. */
  private static final int GROUP = 50;

  private static final int MOST_CODES = 6;
  private static final int MOST_SELECTORS = 18_002;

  /** More than a block takes compressed. */
  private static final long MOST_BITS = 8L * 1_250_000;

  private static final int CHECKSUM_BITS = 32;
  private static final int RUN_A = 0;
  private static final int RUN_B = 1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final VarHandle LITTLE_LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final HuffmanCode[] codes = new HuffmanCode[MOST_CODES];
  private final byte[] selectors = new byte[MOST_SELECTORS];
  private int selectorCount;
  private final byte[] lengths = new byte[258];
  private final byte[] front = new byte[256]; // the most recent bytes first

  private byte[] transformed = new byte[LEAST];
  private final InverseTransform transform = new InverseTransform();
  private byte[] inverted = new byte[0];
  private int size; // of the transformed bytes
  private int origin;
  private int checksum;
  private final FirstRuns plain = new FirstRuns();

  private BitWindow window;
  private long place; // next bit of the file

  Bzip2Block() {
    Arrays.setAll(codes, i -> new HuffmanCode());
  }

  /**
   * Decodes the block whose mark is at a bit.
   *
   * @return whether there is one, its checksum right and another mark behind it
   */
  boolean decode(BitWindow from, long mark) throws IOException {
    window = from;
    window.load(mark, MOST_BITS);
    place = mark + BitWindow.MARK_BITS;
    checksum = (int) take(CHECKSUM_BITS);
    boolean randomized = take(1) == 1; // only versions of the last century wrote it
    origin = (int) take(24);
    int alphabet = readAlphabet();
    if (randomized || alphabet == 0 || !readCodes(alphabet) || !readSymbols(alphabet)) {
      return false;
    }
    if (origin >= size || !isMark(place)) {
      return false;
    }
    if (inverted.length < size) {
      inverted = new byte[transformed.length];
    }
    transform.undo(transformed, size, origin, inverted);
    plain.unfold(inverted, size);
    return Bzip2Checksum.of(plain.bytes(), plain.length()) == checksum;
  }

  private boolean isMark(long bit) throws IOException {
    if (!window.has(bit, BitWindow.MARK_BITS)) {
      return false;
    }
    long bits = window.bits(bit, BitWindow.MARK_BITS);
    return bits == BitWindow.BLOCK || bits == BitWindow.STREAM_END;
  }

  /** Returns the checksum of the plain bytes, as the block has it. */
  int checksum() {
    return checksum;
  }

  /** Returns how many bytes it holds with its first runs, which is what a stream's level limits. */
  int size() {
    return size;
  }

  /** Returns the bit behind the block, or behind what could be decoded of it. */
  long end() {
    return place;
  }

  /** Bits beyond the file's end are zeros; that they were taken is found out at the end. */
  private long take(int count) {
    long bits = window.padded(place, count);
    place += count;
    return bits;
  }

  /** Reads which bytes occur, into {@link #front}; how many they are. */
  private int readAlphabet() {
    int groups = (int) take(16);
    int count = 0;
    for (int group = 0; group < 16; group++) {
      if ((groups >> 15 - group & 1) == 0) {
        continue;
      }
      int used = (int) take(16);
      for (int i = 0; i < 16; i++) {
        if ((used >> 15 - i & 1) == 1) {
          front[count++] = (byte) (group * 16 + i);
        }
      }
    }
    return count;
  }

  private boolean readCodes(int alphabet) {
    int codeCount = (int) take(3);
    int written = (int) take(15);
    if (codeCount < 2 || codeCount > MOST_CODES || written < 1) {
      return false;
    }
    return readSelectors(codeCount, written) && readLengths(codeCount, alphabet + 2);
  }

  /** Some writers give more selectors than a block can need. */
  private boolean readSelectors(int codeCount, int written) {
    byte[] recent = {0, 1, 2, 3, 4, 5};
    selectorCount = Math.min(written, MOST_SELECTORS);
    for (int i = 0; i < written; i++) {
      int index = 0;
      while (take(1) == 1) {
        if (++index == codeCount) {
          return false;
        }
      }
      byte code = recent[index];
      System.arraycopy(recent, 0, recent, 1, index);
      recent[0] = code;
      if (i < selectorCount) {
        selectors[i] = code;
      }
    }
    return true;
  }

  private boolean readLengths(int codeCount, int symbols) {
    for (int code = 0; code < codeCount; code++) {
      int bits = (int) take(5);
      for (int symbol = 0; symbol < symbols; symbol++) {
        while (take(1) == 1) {
          bits += take(1) == 1 ? -1 : 1;
          if (bits < 1 || bits > HuffmanCode.LONGEST) {
            return false;
          }
        }
        if (bits < 1 || bits > HuffmanCode.LONGEST) {
          return false;
        }
        lengths[symbol] = (byte) bits;
      }
      codes[code].set(lengths, symbols);
    }
    return true;
  }

  /** The transformed bytes, into {@link #transformed}. */
  private boolean readSymbols(int alphabet) {
    byte[] bytes = window.bytes();
    long base = window.base() * 8;
    long bit = place - base;
    long lastBit = window.loadedBits();
    int endOfBlock = alphabet + 1;
    int filled = 0;
    int run = 0;
    int runBit = 1;
    long recent = (long) LITTLE_LONGS.get(front, 0); // the most recent bytes, the first one lowest
    for (int group = 0; group < selectorCount; group++) {
      HuffmanCode code = codes[selectors[group]];
      if (bit > lastBit) {
        return failed(base + bit); // a group does not read further than the window is padded
      }
      long bits = 0;
      int left = 0;
      for (int i = 0; i < GROUP; i++) {
        if (left < HuffmanCode.LONGEST) {
          bits = (long) LONGS.get(bytes, (int) (bit >>> 3)) << (bit & 7);
          left = Long.SIZE - 7;
        }
        int entry = code.next(bits);
        if (entry < 0) {
          return failed(base + bit);
        }
        int length = HuffmanCode.length(entry);
        bit += length;
        bits <<= length;
        left -= length;
        int symbol = HuffmanCode.symbol(entry);
        if (symbol <= RUN_B) {
          run += runBit << symbol; // RUN_A counts 1, RUN_B 2, each in its place
          runBit <<= 1;
          if (run > MOST) {
            return failed(base + bit);
          }
          continue;
        }
        if (filled + run >= transformed.length && !grow(filled + run, symbol == endOfBlock)) {
          return failed(base + bit);
        }
        if (run > 0) {
          Arrays.fill(transformed, filled, filled + run, (byte) recent);
          filled += run;
          run = 0;
          runBit = 1;
        }
        if (symbol == endOfBlock) {
          size = filled;
          place = base + bit;
          return bit <= lastBit;
        }
        int index = symbol - 1;
        int value;
        if (index < Long.BYTES) {
          int shift = index << 3;
          value = (int) (recent >>> shift) & 0xff;
          long before = recent & (1L << shift) - 1;
          recent = recent & -256L << shift | before << 8 | value;
        } else {
          value = front[index] & 0xff;
          System.arraycopy(front, Long.BYTES, front, Long.BYTES + 1, index - Long.BYTES);
          front[Long.BYTES] = (byte) (recent >>> 56);
          recent = recent << 8 | value;
        }
        transformed[filled++] = (byte) value;
      }
    }
    return failed(base + bit);
  }

  /** Makes room for so many bytes, and one more but at the end; false if no block holds them. */
  private boolean grow(int filled, boolean end) {
    if (filled > MOST || filled == MOST && !end) {
      return false;
    }
    transformed =
        Arrays.copyOf(
            transformed, Math.min(MOST + 1, Math.max(filled + 1, 2 * transformed.length)));
    return true;
  }

  private boolean failed(long at) {
    place = at;
    return false;
  }

  /**
   * Returns the plain bytes, the first {@link #length} of them; valid up to the next {@link
   * #decode}.
   */
  byte[] bytes() {
    return plain.bytes();
  }

  int length() {
    return plain.length();
  }
}
