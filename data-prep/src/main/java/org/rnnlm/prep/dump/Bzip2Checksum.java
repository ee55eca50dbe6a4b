package org.rnnlm.prep.dump;

/** The CRC-32 of bzip2, which takes the highest bit of a byte first; eight bytes at a time. */
final class Bzip2Checksum {

  private static final int POLYNOMIAL = 0x04c11db7;
  private static final int[][] TABLES = new int[8][256];

  static {
    for (int value = 0; value < 256; value++) {
      int sum = value << 24;
      for (int bit = 0; bit < 8; bit++) {
        sum = sum << 1 ^ (sum < 0 ? POLYNOMIAL : 0);
      }
      TABLES[0][value] = sum;
    }
    for (int i = 1; i < TABLES.length; i++) {
      for (int value = 0; value < 256; value++) {
        int sum = TABLES[i - 1][value];
        TABLES[i][value] = sum << 8 ^ TABLES[0][sum >>> 24];
      }
    }
  }

  private Bzip2Checksum() {}

  static int of(byte[] bytes, int length) {
    int sum = -1;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      sum ^= bytes[i] << 24 | (bytes[i + 1] & 0xff) << 16;
      sum ^= (bytes[i + 2] & 0xff) << 8 | bytes[i + 3] & 0xff;
      sum =
          TABLES[7][sum >>> 24]
              ^ TABLES[6][sum >>> 16 & 0xff]
              ^ TABLES[5][sum >>> 8 & 0xff]
              ^ TABLES[4][sum & 0xff]
              ^ TABLES[3][bytes[i + 4] & 0xff]
              ^ TABLES[2][bytes[i + 5] & 0xff]
              ^ TABLES[1][bytes[i + 6] & 0xff]
              ^ TABLES[0][bytes[i + 7] & 0xff];
    }
    for (; i < length; i++) {
      sum = sum << 8 ^ TABLES[0][sum >>> 24 ^ bytes[i] & 0xff];
    }
    return ~sum;
  }
}
