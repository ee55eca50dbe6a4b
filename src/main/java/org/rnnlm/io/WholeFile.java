package org.rnnlm.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Writes a file that appears whole or not at all, whatever else writes it at the same time. S3
 * shows an object when it is complete, and forgets one that is aborted; elsewhere a file grows
 * under a hidden name, and takes its own name, and the place of one that is there, in one step.
 */
final class WholeFile {
  private final FileSystem fileSystem;
  private final Path target;
  private final String name;

  /**
   * @param name as the manifest has it
   */
  WholeFile(FileSystem fileSystem, Path target, String name) {
    this.fileSystem = fileSystem;
    this.target = target;
    this.name = name;
  }

  StoredFile write(Content content) throws IOException {
    boolean showsWholeFiles =
        fileSystem.hasPathCapability(target, CommonPathCapabilities.ABORTABLE_STREAM);
    return showsWholeFiles ? writeOrAbort(content) : writeAndRename(content);
  }

  private StoredFile writeOrAbort(Content content) throws IOException {
    FSDataOutputStream file = fileSystem.create(target, true);
    HashingOutputStream out = new HashingOutputStream(name, file);
    boolean complete = false;
    try {
      content.writeTo(out);
      complete = true;
    } finally {
      if (!complete) {
        file.abort(); // closing would publish what there is
      }
    }
    out.close();
    return out.stored();
  }

  private StoredFile writeAndRename(Content content) throws IOException {
    Path growing = new Path(target.getParent(), hidden());
    boolean complete = false;
    try {
      HashingOutputStream out = new HashingOutputStream(name, fileSystem.create(growing, false));
      try (out) {
        content.writeTo(out);
      }
      rename(growing);
      complete = true;
      return out.stored();
    } finally {
      if (!complete) {
        fileSystem.delete(growing, false);
      }
    }
  }

  private String hidden() {
    return Folder.HIDDEN + target.getName() + "." + UUID.randomUUID();
  }

  private void rename(Path growing) throws IOException {
    if (fileSystem instanceof RawLocalFileSystem local) {
      Files.move(
          local.pathToFile(growing).toPath(),
          local.pathToFile(target).toPath(),
          StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    FileContext.getFileContext(fileSystem.getUri(), fileSystem.getConf())
        .rename(growing, target, Options.Rename.OVERWRITE);
  }
}
