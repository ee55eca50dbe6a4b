package org.rnnlm.prep.records;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a text says that its characters are encoded, by the byte order mark it begins with. Without
 * one it is UTF-8.
 *
 * @param charset of what follows the mark
 * @param markBytes bytes of the mark; 0 where there is none
 */
record TextEncoding(Charset charset, int markBytes) {

  /** Bytes that tell: the first block of a tar archive is the longest. */
  static final int LOOK_AHEAD = 512;

  /** Bytes that tell whether a text is UTF-16. */
  private static final int WIDE = 4;

  /** What stands at the beginning of files that are no text, whatever they are called. */
  private enum Binary {
    GZIP("a gzip file", 0x1f, 0x8b, 8),
    BZIP2("a bzip2 file", 'B', 'Z', 'h', '9', '1', 'A', 'Y'),
    ZSTD("a zstd file", 0x28, 0xb5, 0x2f, 0xfd),
    XZ("an xz file", 0xfd, '7', 'z', 'X', 'Z', 0),
    ZIP("a zip archive", 'P', 'K', 3, 4),
    SEVEN_ZIP("a 7z archive", '7', 'z', 0xbc, 0xaf),
    PARQUET("a Parquet file", 'P', 'A', 'R', '1');

    private final String words;
    private final int[] start;

    Binary(String words, int... start) {
      this.words = words;
      this.start = start;
    }
  }

  /**
   * @param start the text's first {@link #LOOK_AHEAD} bytes, or all if there are fewer
   * @throws IOException if it is an encoding that is not read, or no text at all
   */
  static TextEncoding of(byte[] start) throws IOException {
    for (Binary binary : Binary.values()) {
      if (begins(start, binary.start)) {
        throw new IOException(
            "it is "
                + binary.words
                + " where text was expected; unpack it (once more, if it was compressed twice)");
      }
    }
    if (begins(start, 0xef, 0xbb, 0xbf)) {
      return new TextEncoding(StandardCharsets.UTF_8, 3);
    }
    if (begins(start, 0xff, 0xfe, 0, 0) || begins(start, 0, 0, 0xfe, 0xff)) {
      throw new IOException("it is text in UTF-32; convert it to UTF-8, for example with iconv");
    }
    if (begins(start, 0xff, 0xfe)) {
      return new TextEncoding(StandardCharsets.UTF_16LE, 2);
    }
    if (begins(start, 0xfe, 0xff)) {
      return new TextEncoding(StandardCharsets.UTF_16BE, 2);
    }
    requireNoZeros(start);
    return new TextEncoding(StandardCharsets.UTF_8, 0);
  }

  private static void requireNoZeros(byte[] start) throws IOException {
    for (int i = 0; i < start.length; i++) {
      if (start[i] == 0) {
        throw new IOException(
            i < WIDE
                ? "it begins with zero bytes, as UTF-16 without a byte order mark does; convert it"
                    + " to UTF-8, for example with iconv"
                : "byte "
                    + i
                    + " of it is zero, as in a tar archive and other files that are no text; unpack"
                    + " it, or remove zero bytes with tr -d '\\0'");
      }
    }
  }

  private static boolean begins(byte[] start, int... mark) {
    if (start.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((start[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  boolean isUtf8() {
    return charset.equals(StandardCharsets.UTF_8);
  }
}
