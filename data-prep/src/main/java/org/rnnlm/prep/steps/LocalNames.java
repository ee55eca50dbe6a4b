package org.rnnlm.prep.steps;

import java.io.File;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

/**
 * The names in a local folder that Hadoop's listing leaves out without a word: links to nothing,
 * and names that Java cannot show in the process's locale.
 */
final class LocalNames {
  private static final String CHECKSUM = ".crc"; // Hadoop's own, beside what it wrote

  private LocalNames() {}

  /**
   * Returns the names that are in a local folder and not in a listing of it; of other folders none.
   */
  static Set<String> unlisted(FileSystem fileSystem, Path folder, FileStatus[] listed) {
    String[] names =
        fileSystem.getUri().getScheme().equals("file")
            ? new File(folder.toUri().getPath()).list()
            : null;
    if (names == null) {
      return Set.of();
    }
    Arrays.sort(names);
    Set<String> unlisted = new LinkedHashSet<>(List.of(names));
    unlisted.removeIf(name -> name.startsWith(".") && name.endsWith(CHECKSUM));
    for (FileStatus status : listed) {
      unlisted.remove(status.getPath().getName());
    }
    return unlisted;
  }

  /**
   * @throws DataException if one of some names is none that Java has read whole
   */
  static void requireShown(Path folder, Collection<String> unlisted) {
    for (String name : unlisted) {
      if (!name.matches("[ -~&&[^?]]*")) {
        throw new DataException(
            Text.format(
                "input folder %s holds '%s', whose name cannot be read in this locale; set"
                    + " LC_ALL=C.UTF-8, or rename the file",
                folder, name));
      }
    }
  }
}
