package org.rnnlm.io;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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
import org.rnnlm.text.Text;

/**
 * A folder on any Hadoop file system. Files are named by their path relative to it.
 *
 * <p>On the local file system Hadoop's checksum files are left out: every file that matters is in a
 * manifest with its SHA-256, and {@code .crc} files beside them would only be clutter.
 */
public final class Folder {
  /** How the names of files begin that are still being written. */
  static final String HIDDEN = ".";

  private static final int TEXT_BYTES = 256 << 20;

  /** No array of Java's is larger. */
  private static final int MOST_ARRAY_BYTES = Integer.MAX_VALUE - 16;

  private final FileSystem fileSystem;
  private final Path path;

  private Folder(FileSystem fileSystem, Path path) {
    this.fileSystem = fileSystem;
    this.path = path;
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

  private static String display(Path path) {
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
      throw new DataException(display(target) + " cannot be looked at: " + reason(e), e);
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
      throw new DataException(location() + " cannot be listed: " + reason(e), e);
    }
  }

  /** Returns whether there is nothing in this folder, or no such folder. */
  public boolean isEmpty() {
    return list().length == 0;
  }

  /**
   * Writes a file, in place of one that is there.
   *
   * @throws DataException if the file cannot be created
   */
  public HashingOutputStream create(String file) {
    return create(file, true);
  }

  /**
   * Writes a file that nothing depends on after a power cut: closing it does not wait for the disk.
   *
   * @throws DataException if the file cannot be created
   */
  public HashingOutputStream createPassing(String file) {
    return create(file, false);
  }

  private HashingOutputStream create(String file, boolean synced) {
    try {
      return new HashingOutputStream(file, fileSystem.create(new Path(path, file), true), synced);
    } catch (IOException e) {
      throw unwritten(file, e);
    }
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
    try {
      return new WholeFile(fileSystem, new Path(path, file), file).write(content);
    } catch (IOException e) {
      throw unwritten(file, e);
    }
  }

  /** Writes a file of lines in UTF-8, each with its end, however many there are. */
  public StoredFile writeLines(String file, Iterable<String> lines) {
    HashingOutputStream out = create(file);
    try (Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
      for (String line : lines) {
        text.write(line);
        text.write('\n');
      }
    } catch (IOException e) {
      throw unwritten(file, e);
    }
    return out.stored();
  }

  /**
   * Hands out the lines of a file in UTF-8 one by one, so that it may be of any size.
   *
   * @throws DataException if it is missing or cannot be read
   */
  public void forEachLine(String file, Consumer<String> taker) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(fileSystem.open(new Path(path, file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        taker.accept(line);
      }
    } catch (IOException e) {
      throw unread(file, e);
    }
  }

  /** Deletes what writers that were stopped left behind of {@link #publish}. */
  public void deleteUnpublished() {
    Arrays.stream(list())
        .filter(status -> status.isFile() && status.getPath().getName().startsWith(HIDDEN))
        .forEach(status -> delete(status.getPath().getName()));
  }

  /** Writes a whole file in UTF-8. */
  public StoredFile write(String file, String text) {
    HashingOutputStream out = create(file);
    try (out) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unwritten(file, e);
    }
    return out.stored();
  }

  /**
   * Returns a whole file, which must be small enough for memory.
   *
   * @throws DataException if it is missing or cannot be read
   */
  public byte[] read(String file) {
    return read(file, Integer.MAX_VALUE);
  }

  /** Returns the first bytes of a file: all of them, if it has no more than {@code most}. */
  private byte[] read(String file, int most) {
    try (InputStream in = fileSystem.open(new Path(path, file))) {
      return in.readNBytes(most);
    } catch (IOException e) {
      throw unread(file, e);
    }
  }

  /**
   * Returns a whole file in UTF-8, of 256 MiB at most.
   *
   * @throws DataException if it is missing, larger, or cannot be read
   */
  public String readText(String file) {
    byte[] bytes = read(file, TEXT_BYTES + 1);
    if (bytes.length > TEXT_BYTES) {
      throw new DataException(location(file) + " is larger than 256 MiB: it is no file of rnnlm's");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * Returns a whole file, proved against its manifest entry, and no more of it than that says.
   *
   * @throws DamagedException if it is missing, or size or hash differ: the file was changed or
   *     damaged after it was written
   * @throws DataException if it cannot be read, or is too large for an array
   */
  public byte[] read(StoredFile file) {
    if (file.bytes() > MOST_ARRAY_BYTES) {
      throw new DataException(
          Text.format(
              "%s has %,d bytes, too many to be held in memory at once; the most are %,d",
              location(file.name()), file.bytes(), MOST_ARRAY_BYTES));
    }
    return read(file, in -> in.readNBytes((int) file.bytes()));
  }

  /**
   * Reads a file of any size as a stream, and proves it against its manifest entry before anything
   * that was made of it is handed out. A reader that fails on a damaged file is not heard.
   *
   * @throws DamagedException if it is missing, or size or hash differ
   * @throws DataException if it cannot be read
   */
  public <T> T read(StoredFile file, Reader<T> reader) {
    String location = location(file.name());
    try (InputStream in = fileSystem.open(new Path(path, file.name()))) {
      ProvingInputStream proving = new ProvingInputStream(in, file);
      T made;
      try {
        made = reader.read(proving);
      } catch (IOException | RuntimeException e) {
        proving.prove(location);
        throw e;
      }
      proving.prove(location);
      return made;
    } catch (FileNotFoundException e) {
      throw new DamagedException(location + " does not exist", e);
    } catch (IOException e) {
      throw new DataException(location + " cannot be read: " + reason(e), e);
    }
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

  private DataException unwritten(String file, IOException e) {
    return new DataException(
        location(file)
            + " cannot be written: "
            + reason(e)
            + "; check the folder's permissions and free space",
        e);
  }

  private DataException unread(String file, IOException e) {
    return new DataException(
        location(file)
            + (e instanceof FileNotFoundException
                ? " does not exist"
                : " cannot be read: " + reason(e)),
        e);
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  @Override
  public String toString() {
    return location();
  }
}
