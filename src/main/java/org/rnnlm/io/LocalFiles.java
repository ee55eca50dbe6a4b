package org.rnnlm.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system without its checksum files, which sets permissions by a system call.
 *
 * <p>Hadoop's own starts the program chmod for each file that it creates, unless its native library
 * is installed: some 10 ms a file, and more than a fifth of a small run's processor time.
 */
public class LocalFiles extends RawLocalFileSystem {
  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    java.nio.file.Path file = pathToFile(path).toPath();
    PosixFileAttributeView attributes =
        Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (attributes == null || permission.getStickyBit()) { // neither of them is known to Java
      super.setPermission(path, permission);
      return;
    }
    String letters =
        permission.getUserAction().SYMBOL
            + permission.getGroupAction().SYMBOL
            + permission.getOtherAction().SYMBOL;
    attributes.setPermissions(PosixFilePermissions.fromString(letters));
  }
}
