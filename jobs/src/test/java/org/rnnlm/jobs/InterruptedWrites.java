package org.rnnlm.jobs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * HDFS on which something happens in the middle of writing one file: after its first bytes are on
 * the data nodes, and before its last.
 */
public final class InterruptedWrites extends DistributedFileSystem {
  private static final int FIRST_BYTES = 1000;

  private static volatile Predicate<Path> when = path -> false;
  private static volatile Runnable what = () -> {};

  /** Once, when a file is written that {@code when} holds for. */
  static void interrupt(Predicate<Path> when, Runnable what) {
    InterruptedWrites.what = what;
    InterruptedWrites.when = when;
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    FSDataOutputStream file =
        super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
    if (!when.test(path)) {
      return file;
    }
    when = other -> false;
    return new FSDataOutputStream(new Interrupted(file), null);
  }

  private static final class Interrupted extends OutputStream {
    private final FSDataOutputStream file;
    private long written;

    Interrupted(FSDataOutputStream file) {
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      file.write(bytes, offset, length);
      boolean first = written < FIRST_BYTES;
      written += length;
      if (first && written >= FIRST_BYTES) {
        file.hflush(); // it is on all data nodes of the pipeline
        what.run();
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
