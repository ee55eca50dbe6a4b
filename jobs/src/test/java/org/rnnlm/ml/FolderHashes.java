package org.rnnlm.ml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/** SHA-256 of the files below a folder. */
final class FolderHashes {
  /** The files that shards and what they are of consist of. */
  static final String SHARDS = "MANIFEST.json|vocabulary.tsv|(train|valid|test)/shard-.*parquet";

  /** The files that a run's parameters are in. */
  static final String MODELS = "checkpoints/.*/model.zip";

  private FolderHashes() {}

  /**
   * Returns the hashes by the files' names within the folder.
   *
   * @param names a regular expression of those that are wanted
   */
  static Map<String, String> of(Path folder, String names) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Map<String, String> hashes = new TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (name.matches(names)) {
          hashes.put(name, DigestUtils.sha256Hex(Files.readAllBytes(file)));
        }
      }
      return hashes;
    }
  }

  /** Returns the one folder within another whose name begins so. */
  static Path only(Path within, String beginning) throws IOException {
    try (Stream<Path> found = Files.list(within)) {
      return found
          .filter(path -> path.getFileName().toString().startsWith(beginning))
          .reduce(
              (one, other) -> {
                throw new AssertionError("both " + one + " and " + other);
              })
          .orElseThrow();
    }
  }
}
