package org.rnnlm.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.util.Progressable;
import org.rnnlm.io.Folder;
import org.rnnlm.io.LocalFiles;

/**
 * The local file system under another name, {@code recorded://}, which remembers when files are
 * created and put on disk, and cannot read some of them.
 */
public final class RecordingFileSystem extends LocalFiles {
  /** {@code created F} and {@code synced F}, F being the last part of a path, in their order. */
  static final List<String> EVENTS = new CopyOnWriteArrayList<>();

  /** The last parts of the paths of files that were opened to be read, in their order. */
  public static final List<String> OPENED = new CopyOnWriteArrayList<>();

  /** Files, by the last parts of their paths, that cannot be read for the time being. */
  static final Set<String> UNREADABLE = new HashSet<>();

  private static final String SCHEME = "recorded";

  /** Hadoop makes it, by name. */
  public RecordingFileSystem() {}

  static Folder folder(String path) {
    return Folder.at(uri(path), configuration());
  }

  /** What a local path is called here. */
  public static String uri(String path) {
    return SCHEME + "://disk" + path;
  }

  /** Settings by which Hadoop knows this file system. */
  public static Configuration configuration() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs." + SCHEME + ".impl", RecordingFileSystem.class.getName());
    return hadoop;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + "://disk");
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    if (UNREADABLE.contains(file.getName())) {
      throw new IOException("a cable is out");
    }
    OPENED.add(file.getName());
    return super.open(file, bufferSize);
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
    EVENTS.add("created " + file.getName());
    return new FSDataOutputStream(
        new Recorded(
            file.getName(),
            super.create(file, overwrite, bufferSize, replication, blockSize, progress)),
        null);
  }

  private static final class Recorded extends OutputStream implements Syncable, StreamCapabilities {
    private final String name;
    private final FSDataOutputStream file;

    Recorded(String name, FSDataOutputStream file) {
      this.name = name;
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      file.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      file.write(bytes, offset, length);
    }

    @Override
    public void hflush() throws IOException {
      file.hflush();
    }

    @Override
    public void hsync() throws IOException {
      file.hsync();
      EVENTS.add("synced " + name);
    }

    @Override
    public boolean hasCapability(String capability) {
      return file.hasCapability(capability);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
