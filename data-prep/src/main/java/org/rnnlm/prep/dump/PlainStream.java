package org.rnnlm.prep.dump;

import java.io.IOException;
import java.io.InputStream;

/**
 * The plain bytes of a stored file, compressed or not. All of them come out, or an exception that
 * tells what is wrong and at which byte of the file as it is stored.
 */
public final class PlainStream extends BulkStream {

  private final SourceStream stored;
  private final InputStream plain;

  private PlainStream(SourceStream stored, InputStream plain) {
    this.stored = stored;
    this.plain = plain;
  }

  /**
   * @throws org.rnnlm.io.DataException if the file is called compressed and is not
   */
  public static boolean isCompressed(StoredInput file) throws IOException {
    return Compression.of(file) != Compression.NONE;
  }

  /**
   * Returns a stream of a file's plain bytes, read in large pieces; the caller closes it.
   *
   * @throws IOException if it cannot be opened, or is an archive
   * @throws org.rnnlm.io.DataException if the file is called compressed and is not
   */
  public static InputStream of(StoredInput file) throws IOException {
    Compression compression = Compression.of(file);
    if (compression == Compression.SEVEN_ZIP) {
      throw new IOException("it is a 7z archive; unpack it, or use bzip2, gzip or zstd");
    }
    SourceStream stored = new SourceStream(file.open(0));
    if (compression == Compression.NONE) {
      return stored;
    }
    try {
      return new PlainStream(stored, compression.open(stored));
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw explained(stored, e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return plain.read(target, offset, length);
    } catch (IOException | RuntimeException e) { // decompressors throw either
      throw explained(stored, e);
    }
  }

  /** What the storage throws is thrown as it is: the data are not to blame. */
  private static IOException explained(SourceStream stored, Exception e) {
    return stored
        .failure()
        .orElseGet(() -> new IOException(problem(stored, e) + " of the file", e));
  }

  /** Returns what is wrong with compressed data, and at which byte of them. */
  static String problem(SourceStream stored, Exception e) {
    if (e instanceof CompressedDataException found) {
      return found.getMessage() + ", at byte " + found.position();
    }
    String what =
        stored.ended()
            ? "the compressed data end too early"
            : "the compressed data are wrong (" + e.getMessage() + ")";
    return what + ", at byte " + stored.position();
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
