package org.rnnlm.prep.dump;

import java.io.IOException;
import java.io.InputStream;

/** The plain bytes of stored files, compressed or not. */
public final class PlainStream {
  private PlainStream() {}

  public static boolean isCompressed(StoredInput file) throws IOException {
    return Compression.of(file) != Compression.NONE;
  }

  /**
   * A stream of a file's plain bytes, read in large pieces; the caller closes it.
   *
   * @throws IOException if it cannot be opened, or is an archive
   */
  public static InputStream of(StoredInput file) throws IOException {
    SourceStream stored = new SourceStream(file.open(0));
    try {
      Compression compression = Compression.of(stored);
      if (compression == Compression.SEVEN_ZIP) {
        throw new IOException("it is a 7z archive; unpack it, or use bzip2, gzip or zstd");
      }
      return compression.open(stored);
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }
}
