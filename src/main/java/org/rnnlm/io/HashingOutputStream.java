package org.rnnlm.io;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Counts and hashes what passes through it; {@link #stored()} after {@link #close()}. */
public final class HashingOutputStream extends FilterOutputStream {
  private final String name;
  private final MessageDigest digest = Hashes.sha256();
  private long bytes;
  private boolean closed;
  private StoredFile stored;

  HashingOutputStream(String name, OutputStream out) {
    super(out);
    this.name = name;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    digest.update((byte) b);
    bytes++;
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    out.write(buffer, offset, length);
    digest.update(buffer, offset, length);
    bytes += length;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    super.close();
    stored = new StoredFile(name, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  /** Name, size and hash of the closed file; {@link IllegalStateException} before it is closed. */
  public StoredFile stored() {
    if (stored == null) {
      throw new IllegalStateException(name + " is not closed yet");
    }
    return stored;
  }
}
