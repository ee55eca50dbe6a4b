package org.rnnlm.io;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Writes the files of a {@link Folder}. */
final class FolderWriter {
  private final FileSystem fileSystem;
  private final Path folder;

  FolderWriter(FileSystem fileSystem, Path folder) {
    this.fileSystem = fileSystem;
    this.folder = folder;
  }

  /**
   * @param synced whether closing the file waits for the disk
   */
  HashingOutputStream create(String file, boolean synced) {
    try {
      return new HashingOutputStream(file, fileSystem.create(path(file), true), synced);
    } catch (IOException e) {
      throw unwritten(file, e);
    }
  }

  StoredFile publish(String file, Content content) {
    try {
      return new WholeFile(fileSystem, path(file), file).write(content);
    } catch (IOException e) {
      throw unwritten(file, e);
    }
  }

  StoredFile write(String file, String text) {
    HashingOutputStream out = create(file, true);
    try (out) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unwritten(file, e);
    }
    return out.stored();
  }

  StoredFile writeLines(String file, Iterable<String> lines) {
    HashingOutputStream out = create(file, true);
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

  /** Writes a file of one byte, deletes it again, and the folders that it had to make. */
  void requireWritable() {
    try {
      List<Path> missing = missing();
      Path trial = path(Folder.HIDDEN + "trial." + UUID.randomUUID());
      try (var out = fileSystem.create(trial, false)) {
        out.write('\n');
      } finally {
        tryToDelete(trial);
        missing.forEach(this::tryToDelete);
      }
    } catch (IOException e) {
      throw new DataException(
          Folder.display(folder)
              + " cannot be written to: "
              + Reason.of(e)
              + "; give another folder, or check its permissions and free space",
          e);
    }
  }

  /** Returns the folders that do not exist yet, the innermost first. */
  private List<Path> missing() throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path at = folder; at != null && !fileSystem.exists(at); at = at.getParent()) {
      missing.add(at);
    }
    return missing;
  }

  private void tryToDelete(Path made) {
    try {
      fileSystem.delete(made, false);
    } catch (IOException e) {
      // it stays: another has put something there by now
    }
  }

  private Path path(String file) {
    return new Path(folder, file);
  }

  private DataException unwritten(String file, IOException e) {
    return new DataException(
        Folder.display(path(file))
            + " cannot be written: "
            + Reason.of(e)
            + "; check the folder's permissions and free space",
        e);
  }
}
