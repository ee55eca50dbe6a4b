package org.rnnlm.io;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Hadoop's file system of a path, on the local one without checksum files. With them a file could
 * not be read whose name has a colon, or beside which lies the checksum of what it held before it
 * was edited.
 */
public final class PlainFileSystem {
  private static final URI LOCAL = URI.create("file:///");

  private PlainFileSystem() {}

  /**
   * @throws IOException if there is none, or it cannot be reached
   */
  public static FileSystem of(Path path, Configuration configuration) throws IOException {
    if (isLocal(path, configuration)) {
      // Hadoop's cache of file systems would ask first who the user is, a fifth of a second's work.
      FileSystem local = new LocalFiles();
      local.initialize(LOCAL, configuration);
      return local;
    }
    FileSystem found = path.getFileSystem(configuration);
    return found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
  }

  private static boolean isLocal(Path path, Configuration configuration) {
    URI uri = path.toUri();
    String scheme =
        uri.getScheme() == null
            ? FileSystem.getDefaultUri(configuration).getScheme()
            : uri.getScheme();
    return LOCAL.getScheme().equals(scheme) && configuration.get("fs.file.impl") == null;
  }
}
