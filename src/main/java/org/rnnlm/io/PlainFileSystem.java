package org.rnnlm.io;

import java.io.IOException;
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
  private PlainFileSystem() {}

  /**
   * @throws IOException if there is none, or it cannot be reached
   */
  public static FileSystem of(Path path, Configuration configuration) throws IOException {
    FileSystem found = path.getFileSystem(configuration);
    return found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
  }
}
