package org.rnnlm.io;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * Counts and hashes what passes through it; {@link #stored()} after {@link #close()}. Closing puts
 * the file on disk where the file system can tell that it is: a manifest that is written after it
 * never outlives it.
 */
public final class HashingOutputStream extends FilterOutputStream {
  private final String name;
  private final MessageDigest digest = Hashes.sha256();
  private long bytes;
  private final boolean synced;
  private boolean closed;
  private StoredFile stored;

  HashingOutputStream(String name, OutputStream out) {
    this(name, out, true);
  }

  /**
   * @param synced whether closing waits for the disk
   */
  HashingOutputStream(String name, OutputStream out, boolean synced) {
    super(out);
    this.name = name;
    this.synced = synced;
  }

  @Override
  public void write(int b) throws IOException {
    try {
      out.write(b);
    } catch (FSError e) {
      throw new IOException(reason(e), e);
    }
    digest.update((byte) b);
    bytes++;
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    try {
      out.write(buffer, offset, length);
    } catch (FSError e) {
      throw new IOException(reason(e), e);
    }
    digest.update(buffer, offset, length);
    bytes += length;
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (FSError e) {
      throw new IOException(reason(e), e);
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      syncAndClose();
    } catch (FSError e) {
      throw new IOException(reason(e), e);
    } catch (IOException e) {
      // HDFS throws what it threw when writing, which cannot be added to itself as suppressed.
      throw new IOException(e.getMessage(), e);
    }
    stored = new StoredFile(name, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private void syncAndClose() throws IOException {
    try {
      flush();
      sync();
    } finally {
      super.close();
    }
  }

  private void sync() throws IOException {
    if (synced
        && out instanceof FSDataOutputStream file
        && file.hasCapability(StreamCapabilities.HSYNC)) {
      file.hsync();
    }
  }

  /** Name, size and hash of the closed file; {@link IllegalStateException} before it is closed. */
  public StoredFile stored() {
    if (stored == null) {
      throw new IllegalStateException(name + " is not closed yet");
    }
    return stored;
  }

  /** Hadoop's local file system tells of a full disk by an Error. */
  private static String reason(FSError e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }
}
