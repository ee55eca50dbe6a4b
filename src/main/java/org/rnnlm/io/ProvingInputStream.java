package org.rnnlm.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.rnnlm.text.Text;

/**
 * Counts and hashes what is read of a file that a manifest records, and reads no more of it than
 * one byte over the size that the manifest says. Closing it leaves the file open.
 */
final class ProvingInputStream extends FilterInputStream {
  private final StoredFile file;
  private final MessageDigest digest = Hashes.sha256();
  private final byte[] single = new byte[1];
  private final byte[] skipped = new byte[1 << 16];
  private long bytes;

  ProvingInputStream(InputStream in, StoredFile file) {
    super(in);
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int most = (int) Math.min(length, file.bytes() + 1 - bytes);
    int count = most == 0 && length > 0 ? -1 : in.read(buffer, offset, most);
    if (count > 0) {
      digest.update(buffer, offset, count);
      bytes += count;
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    return Math.max(0, read(skipped, 0, (int) Math.min(skipped.length, count)));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {}

  /**
   * Reads what is left.
   *
   * @param location of the file, for the message
   * @throws DamagedException if size or hash are not the manifest's
   */
  void prove(String location) throws IOException {
    while (skip(Long.MAX_VALUE) > 0) {
      // until the end
    }
    if (bytes != file.bytes()) {
      throw new DamagedException(
          Text.format(
              "%s has %s bytes, its manifest says %d: the file is damaged; write it again or restore a copy",
              location,
              bytes > file.bytes() ? "more than " + file.bytes() : Long.toString(bytes),
              file.bytes()));
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
      throw new DamagedException(
          location
              + " does not have the SHA-256 of its manifest: the file is damaged; write it again or restore a copy");
    }
  }
}
