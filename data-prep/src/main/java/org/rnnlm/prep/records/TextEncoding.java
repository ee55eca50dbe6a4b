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

  /** Bytes that tell: a mark of UTF-32 is the longest. */
  static final int LOOK_AHEAD = 4;

  /**
   * @param start the text's first {@link #LOOK_AHEAD} bytes, or all if there are fewer
   * @throws IOException if it is an encoding that is not read
   */
  static TextEncoding of(byte[] start) throws IOException {
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
    for (byte value : start) {
      if (value == 0) {
        throw new IOException(
            "it begins with zero bytes, as UTF-16 without a byte order mark does; convert it to"
                + " UTF-8, for example with iconv");
      }
    }
    return new TextEncoding(StandardCharsets.UTF_8, 0);
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
