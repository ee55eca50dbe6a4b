package org.rnnlm.ml;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.rnnlm.io.Hashes;

/**
 * What a file or folder that settings name holds at present, told by its files' names, lengths and
 * times: a run that began from other weights is another run, though they lay in the same place.
 */
final class PlaceState {
  private PlaceState() {}

  /** Returns a hash of it; that of nothing where nothing is. */
  static String of(String location, Configuration hadoop) {
    TreeSet<String> files = new TreeSet<>();
    Path path = new Path(location);
    try {
      FileSystem fileSystem = path.getFileSystem(hadoop);
      RemoteIterator<LocatedFileStatus> found = fileSystem.listFiles(path, true);
      while (found.hasNext()) {
        LocatedFileStatus file = found.next();
        files.add(file.getPath() + " " + file.getLen() + " " + file.getModificationTime());
      }
    } catch (FileNotFoundException e) {
      return Hashes.sha256("");
    } catch (IOException e) {
      throw new UncheckedIOException(location + " cannot be looked at: " + e.getMessage(), e);
    }
    return Hashes.sha256(String.join("\n", files));
  }
}
