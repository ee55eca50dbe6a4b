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
import org.rnnlm.io.DataException;
import org.rnnlm.io.Hashes;
import org.rnnlm.jobs.Identities;

/**
 * This tells what the place that a setting names holds at present, of which not the name alone
 * counts: a run that began from other weights is another run, though they lay in the same place.
 */
final class PlaceState {
  private PlaceState() {}

  /**
   * Returns a hash of it: of the checkpoint or the vocabulary that is meant by a place, whatever
   * else is there, and of a file of vectors, which is large, of its name, length and time.
   *
   * @param location the setting's value
   * @return nothing where the setting names no place
   * @throws DataException if it names a place that has no checkpoint or no vocabulary
   */
  static String of(String key, String location, Configuration hadoop) {
    return switch (key) {
      case "train.from" -> Identities.ofAncestor(location, hadoop);
      case "prepare.vocabulary" -> Identities.ofVocabulary(location, hadoop);
      case "train.vectors" -> ofFiles(location, hadoop);
      default -> "";
    };
  }

  /** Returns the hash of nothing where nothing is. */
  private static String ofFiles(String location, Configuration hadoop) {
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
