package org.rnnlm.checkpoint;

import java.util.List;
import java.util.Optional;
import org.rnnlm.io.DataException;
import org.rnnlm.io.StoredFile;

/**
 * {@code MANIFEST.json} of a checkpoint: written last, it is what makes the folder a checkpoint.
 *
 * @param format always {@link #FORMAT}
 * @param version of the format; readers refuse what they do not know
 * @param files all other files of the checkpoint
 */
public record CheckpointManifest(String format, int version, List<StoredFile> files) {
  static final String NAME = "MANIFEST.json";
  static final String FORMAT = "rnnlm-checkpoint";
  static final int VERSION = 1;

  public CheckpointManifest {
    if (!FORMAT.equals(format)) {
      throw new DataException("format is '" + format + "' instead of '" + FORMAT + "'");
    }
    if (version != VERSION) {
      throw new DataException(
          "format version is " + version + ", this program reads version " + VERSION);
    }
    files = List.copyOf(files);
  }

  Optional<StoredFile> file(String name) {
    return files.stream().filter(file -> file.name().equals(name)).findFirst();
  }
}
