package org.rnnlm.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.rnnlm.io.LocalFiles;

/**
 * The local file system under a process that dies at one point. Points are counted from 1: before
 * and after a file is created, when half of it is written, when all of it is, before and after each
 * deletion.
 *
 * <p>The authority of the URI says which one: {@code crash://count/…} none, {@code
 * crash://stop-7/…} the seventh, from which on nothing more is read or written, as if the process
 * were gone; {@code crash://kill-7/…} has it killed indeed.
 */
public final class CrashFileSystem extends LocalFiles {
  static final String IMPLEMENTATION = "fs.crash.impl";

  private final List<String> points = new ArrayList<>();
  private URI uri;
  private int last = Integer.MAX_VALUE;
  private boolean kills;

  /** Hadoop makes it, by name. */
  public CrashFileSystem() {}

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    super.initialize(name, configuration);
    uri = URI.create(name.getScheme() + "://" + name.getAuthority());
    kills = name.getAuthority().startsWith("kill-");
    if (name.getAuthority().contains("-")) {
      last = Integer.parseInt(name.getAuthority().substring(5));
    }
  }

  @Override
  public String getScheme() {
    return "crash";
  }

  @Override
  public URI getUri() {
    return uri == null ? super.getUri() : uri; // the constructor above asks already
  }

  /** What happened at each point so far. */
  synchronized List<String> points() {
    return List.copyOf(points);
  }

  private synchronized void point(String what, Path file) throws IOException {
    requireAlive();
    points.add(
        what
            + " "
            + file.getParent().getParent().getName()
            + "/"
            + file.getParent().getName()
            + "/"
            + file.getName());
    if (points.size() >= last && kills) {
      killThisProcess();
    }
    requireAlive();
  }

  private synchronized void requireAlive() throws IOException {
    if (points.size() >= last) {
      throw new IOException("crashed: " + points.get(last - 1));
    }
  }

  private static void killThisProcess() throws IOException {
    try {
      new ProcessBuilder("kill", "-KILL", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    requireAlive();
    return super.open(file, bufferSize);
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    requireAlive();
    return super.listStatus(folder);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    point("before creating", file);
    OutputStream out = super.create(file, overwrite, bufferSize, replication, blockSize, progress);
    point("after creating", file);
    return new FSDataOutputStream(new InTwoHalves(file, out), null);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return create(file, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public boolean delete(Path file, boolean recursive) throws IOException {
    point("before deleting", file);
    boolean deleted = super.delete(file, recursive);
    point("after deleting", file);
    return deleted;
  }

  /** Keeps what is written until it is closed. */
  private final class InTwoHalves extends OutputStream {
    private final Path file;
    private final OutputStream out;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean closed;

    InTwoHalves(Path file, OutputStream out) {
      this.file = file;
      this.out = out;
    }

    @Override
    public void write(int b) {
      kept.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      kept.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      byte[] bytes = kept.toByteArray();
      try (out) {
        out.write(bytes, 0, bytes.length / 2);
        out.flush();
        point("half of", file);
        out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
      }
      point("all of", file);
    }
  }
}
