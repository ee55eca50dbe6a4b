package org.rnnlm.io;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.rnnlm.text.Text;

/** Reads the files of a {@link Folder}, as they are or proved against a manifest. */
final class FolderReader {
  private static final int TEXT_BYTES = 256 << 20;

  /** No array of Java's is larger. */
  private static final int MOST_ARRAY_BYTES = Integer.MAX_VALUE - 16;

  private final FileSystem fileSystem;
  private final Path folder;

  FolderReader(FileSystem fileSystem, Path folder) {
    this.fileSystem = fileSystem;
    this.folder = folder;
  }

  /** Returns the first bytes of a file: all of them, if it has no more than {@code most}. */
  byte[] read(String file, int most) {
    try (InputStream in = fileSystem.open(path(file))) {
      return in.readNBytes(most);
    } catch (IOException e) {
      throw unread(file, e);
    }
  }

  String text(String file) {
    byte[] bytes = read(file, TEXT_BYTES + 1);
    if (bytes.length > TEXT_BYTES) {
      throw new DataException(location(file) + " is larger than 256 MiB: it is no file of rnnlm's");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  void forEachLine(String file, Consumer<String> taker) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(fileSystem.open(path(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        taker.accept(line);
      }
    } catch (IOException e) {
      throw unread(file, e);
    }
  }

  byte[] proved(StoredFile file) {
    if (file.bytes() > MOST_ARRAY_BYTES) {
      throw new DataException(
          Text.format(
              "%s has %,d bytes, too many to be held in memory at once; the most are %,d",
              location(file.name()), file.bytes(), MOST_ARRAY_BYTES));
    }
    return proved(file, in -> in.readNBytes((int) file.bytes()));
  }

  <T> T proved(StoredFile file, Folder.Reader<T> maker) {
    String location = location(file.name());
    try (InputStream in = fileSystem.open(path(file.name()))) {
      ProvingInputStream proving = new ProvingInputStream(in, file);
      T made;
      try {
        made = maker.read(proving);
      } catch (IOException | RuntimeException e) {
        proving.prove(location);
        throw e;
      }
      proving.prove(location);
      return made;
    } catch (FileNotFoundException e) {
      throw new DamagedException(location + " does not exist", e);
    } catch (IOException e) {
      throw new DataException(location + " cannot be read: " + Reason.of(e), e);
    }
  }

  private Path path(String file) {
    return new Path(folder, file);
  }

  private String location(String file) {
    return Folder.display(path(file));
  }

  private DataException unread(String file, IOException e) {
    return new DataException(
        location(file)
            + (e instanceof FileNotFoundException
                ? " does not exist"
                : " cannot be read: " + Reason.of(e)),
        e);
  }
}
