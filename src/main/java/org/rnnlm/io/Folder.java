package org.rnnlm.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A folder on any Hadoop file system. Files are named by their path relative to it.
 *
 * <p>On the local file system Hadoop's checksum files are left out: every file that matters is in a
 * manifest with its SHA-256, and {@code .crc} files beside them would only be clutter.
 */
public final class Folder {
  /** How the names of files begin that are still being written. */
  static final String HIDDEN = ".";

  private final FileSystem fileSystem;
  private final Path path;
  private final FolderReader reader;
  private final FolderWriter writer;

  private Folder(FileSystem fileSystem, Path path) {
    this.fileSystem = fileSystem;
    this.path = path;
    this.reader = new FolderReader(fileSystem, path);
    this.writer = new FolderWriter(fileSystem, path);
  }

  /**
   * @param location a path or URI; without a scheme it is on the default file system
   * @throws DataException if there is no such file system
   */
  public static Folder at(String location, Configuration configuration) {
    try {
      Path path = new Path(location);
      FileSystem fileSystem = PlainFileSystem.of(path, configuration);
      return new Folder(fileSystem, fileSystem.makeQualified(path));
    } catch (IOException | RuntimeException e) { // a class that is missing is one of the latter
      throw new DataException(
          "path '" + location + "' cannot be reached: " + e.getMessage() + advice(location), e);
    }
  }

  private static String advice(String location) {
    return location.startsWith("s3")
        ? "; build with mvn -Ps3 package, and see submit/STORAGE.md for S3"
        : "";
  }

  public Folder child(String name) {
    return new Folder(fileSystem, new Path(path, name));
  }

  /** Returns the folder that holds this one; of a root itself. */
  public Folder parent() {
    return path.isRoot() ? this : new Folder(fileSystem, path.getParent());
  }

  public String name() {
    return path.getName();
  }

  /**
   * Returns the full path of this folder or of a file in it, as messages and users should see it.
   */
  public String location() {
    return display(path);
  }

  /** Returns the folder's full URI, which {@link #at} takes on any machine of the cluster. */
  public String uri() {
    return path.toString();
  }

  public String location(String file) {
    return display(new Path(path, file));
  }

  static String display(Path path) {
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }

  public boolean exists() {
    return exists(path);
  }

  public boolean exists(String file) {
    return exists(new Path(path, file));
  }

  private boolean exists(Path target) {
    try {
      return fileSystem.exists(target);
    } catch (IOException e) {
      throw new DataException(display(target) + " cannot be looked at: " + Reason.of(e), e);
    }
  }

  /**
   * Returns the names of the folders in this one, sorted; none where this folder does not exist.
   */
  public List<String> folders() {
    return Arrays.stream(list())
        .filter(FileStatus::isDirectory)
        .map(s -> s.getPath().getName())
        .sorted()
        .toList();
  }

  /**
   * Returns the names of the files in this folder, sorted; none where this folder does not exist.
   */
  public List<String> files() {
    return Arrays.stream(list())
        .filter(FileStatus::isFile)
        .map(s -> s.getPath().getName())
        .sorted()
        .toList();
  }

  /**
   * Returns the files in this folder by their names, and when each was last written, in
   * milliseconds, by the clock of the file system and not of this machine.
   */
  public SortedMap<String, Long> writtenAt() {
    SortedMap<String, Long> times = new TreeMap<>();
    for (FileStatus file : list()) {
      if (file.isFile() && !file.getPath().getName().startsWith(HIDDEN)) {
        times.put(file.getPath().getName(), file.getModificationTime());
      }
    }
    return times;
  }

  private FileStatus[] list() {
    try {
      FileStatus[] found = fileSystem.listStatus(path); // of a file the file itself
      if (found.length == 1 && found[0].isFile() && found[0].getPath().equals(path)) {
        throw new DataException(location() + " is a file, where a folder must be; give another");
      }
      Arrays.sort(found, Comparator.comparing(FileStatus::getPath));
      return found;
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    } catch (IOException e) {
      throw new DataException(location() + " cannot be listed: " + Reason.of(e), e);
    }
  }

  /** Returns whether there is nothing in this folder, or no such folder. */
  public boolean isEmpty() {
    return list().length == 0;
  }

  /**
   * Proves that files can be written to this folder, by writing one, and leaves it as it was: where
   * it does not exist, it does not after that.
   *
   * @throws DataException if they cannot
   */
  public void requireWritable() {
    writer.requireWritable();
  }

  /**
   * Writes a file, in place of one that is there.
   *
   * @throws DataException if the file cannot be created
   */
  public HashingOutputStream create(String file) {
    return writer.create(file, true);
  }

  /**
   * Writes a file that nothing depends on after a power cut: closing it does not wait for the disk.
   *
   * @throws DataException if the file cannot be created
   */
  public HashingOutputStream createPassing(String file) {
    return writer.create(file, false);
  }

  /**
   * Writes a file that appears whole or not at all, in place of one that is there. Of several
   * writers at once, and of those that are stopped in between, only whole files are ever seen.
   *
   * @throws DataException if the file cannot be written
   */
  public StoredFile publish(String file, byte[] content) {
    return publish(file, out -> out.write(content));
  }

  /**
   * Writes a file of any size that appears whole or not at all, in place of one that is there.
   *
   * @throws DataException if the file cannot be written
   */
  public StoredFile publish(String file, Content content) {
    return writer.publish(file, content);
  }

  /** Writes a file of lines in UTF-8, each with its end, however many there are. */
  public StoredFile writeLines(String file, Iterable<String> lines) {
    return writer.writeLines(file, lines);
  }

  /**
   * Hands out the lines of a file in UTF-8 one by one, so that it may be of any size.
   *
   * @throws DataException if it is missing or cannot be read
   */
  public void forEachLine(String file, Consumer<String> taker) {
    reader.forEachLine(file, taker);
  }

  /** Deletes what writers that were stopped left behind of {@link #publish}. */
  public void deleteUnpublished() {
    Arrays.stream(list())
        .filter(status -> status.isFile() && status.getPath().getName().startsWith(HIDDEN))
        .forEach(status -> delete(status.getPath().getName()));
  }

  /** Writes a whole file in UTF-8. */
  public StoredFile write(String file, String text) {
    return writer.write(file, text);
  }

  /**
   * Returns a whole file, which must be small enough for memory.
   *
   * @throws DataException if it is missing or cannot be read
   */
  public byte[] read(String file) {
    return reader.read(file, Integer.MAX_VALUE);
  }

  /**
   * Returns a whole file in UTF-8, of 256 MiB at most.
   *
   * @throws DataException if it is missing, larger, or cannot be read
   */
  public String readText(String file) {
    return reader.text(file);
  }

  /**
   * Returns a whole file, proved against its manifest entry, and no more of it than that says.
   *
   * @throws DamagedException if it is missing, or size or hash differ: the file was changed or
   *     damaged after it was written
   * @throws DataException if it cannot be read, or is too large for an array
   */
  public byte[] read(StoredFile file) {
    return reader.proved(file);
  }

  /**
   * Reads a file of any size as a stream, and proves it against its manifest entry before anything
   * that was made of it is handed out. A maker that fails on a damaged file is not heard.
   *
   * @throws DamagedException if it is missing, or size or hash differ
   * @throws DataException if it cannot be read
   */
  public <T> T read(StoredFile file, Reader<T> maker) {
    return reader.proved(file, maker);
  }

  /**
   * Copies a file, proved against its manifest entry; what was written is of no use where it fails.
   */
  public void copy(StoredFile file, OutputStream out) {
    read(file, in -> in.transferTo(out));
  }

  /** Reads a whole file for nothing but to prove it against its manifest entry. */
  public void prove(StoredFile file) {
    read(file, in -> file);
  }

  /** Makes something of a file's bytes; it need not read them all, nor close the stream. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  /**
   * Has the names in this folder, and its own in the one above it, put on disk as the files are
   * already. Does nothing but on the local file system, and nothing on those that cannot: others
   * keep names in a journal of their own.
   */
  public void sync() {
    if (fileSystem instanceof RawLocalFileSystem local) {
      sync(local, path);
      sync(local, path.getParent());
    }
  }

  private static void sync(RawLocalFileSystem local, Path folder) {
    if (folder == null) {
      return;
    }
    try (FileChannel names =
        FileChannel.open(local.pathToFile(folder).toPath(), StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException e) {
      // Windows and some network file systems do not open folders
    }
  }

  /** Deletes this folder and all in it; nothing happens where it does not exist. */
  public void delete() {
    try {
      fileSystem.delete(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException(location() + " cannot be deleted", e);
    }
  }

  /** Deletes this folder if there is nothing in it. */
  public void deleteIfEmpty() {
    try {
      if (list().length == 0) {
        fileSystem.delete(path, false); // which fails if there is something by now
      }
    } catch (IOException e) {
      // then it stays
    }
  }

  /** Deletes one file; nothing happens where it does not exist. */
  public void delete(String file) {
    try {
      fileSystem.delete(new Path(path, file), false);
    } catch (IOException e) {
      throw new UncheckedIOException(location(file) + " cannot be deleted", e);
    }
  }

  @Override
  public String toString() {
    return location();
  }
}
