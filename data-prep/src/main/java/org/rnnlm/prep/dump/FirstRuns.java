package org.rnnlm.prep.dump;

import java.util.Arrays;

/**
 * The plain bytes of a block of bzip2, whose writer has shortened runs before anything else: after
 * four equal bytes stands a count of more of them.
 */
final class FirstRuns {
  private static final int COUNTED = 4;
  private static final int NONE = 256; // no byte

  private byte[] plain = new byte[0];
  private int length;

  /** Takes the shortened bytes of a block in, in place of the last one's. */
  void unfold(byte[] shortened, int size) {
    length = 0;
    int equal = 0;
    int last = NONE;
    int copied = 0;
    for (int i = 0; i < size; i++) {
      byte value = shortened[i];
      if (equal < COUNTED) {
        equal = value == last ? equal + 1 : 1;
        last = value;
        continue;
      }
      append(shortened, copied, i);
      copied = i + 1;
      repeat((byte) last, value & 0xff);
      equal = 0;
      last = NONE;
    }
    append(shortened, copied, size);
  }

  private void append(byte[] shortened, int from, int to) {
    grow(to - from);
    System.arraycopy(shortened, from, plain, length, to - from);
    length += to - from;
  }

  private void repeat(byte value, int count) {
    grow(count);
    Arrays.fill(plain, length, length + count, value);
    length += count;
  }

  private void grow(int more) {
    if (plain.length - length < more) {
      plain = Arrays.copyOf(plain, Math.max(plain.length * 2, length + more));
    }
  }

  /** Returns the plain bytes, the first {@link #length} of them; valid up to the next block. */
  byte[] bytes() {
    return plain;
  }

  int length() {
    return length;
  }
}
