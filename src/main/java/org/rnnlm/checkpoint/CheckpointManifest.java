package org.rnnlm.checkpoint;

import java.util.List;
import java.util.Optional;
import org.rnnlm.io.DamagedException;
import org.rnnlm.io.DataException;
import org.rnnlm.io.FormatHeader;
import org.rnnlm.io.Json;
import org.rnnlm.io.NewerFormatException;
import org.rnnlm.io.StoredFile;
import org.rnnlm.text.Text;

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
    if (!FORMAT.equals(format) || version != VERSION) {
      throw new DataException(Text.format("'%s' of version %d is not read", format, version));
    }
    files = List.copyOf(files);
  }

  /** Returns that of a checkpoint which is written now. */
  static CheckpointManifest of(List<StoredFile> files) {
    return new CheckpointManifest(FORMAT, VERSION, files);
  }

  /**
   * Reads a manifest.
   *
   * @param origin the file that the text comes from, for the message
   * @throws NewerFormatException if it is of a version that this program does not know yet
   * @throws DamagedException if it is no manifest of a checkpoint
   */
  static CheckpointManifest parse(String text, String origin) {
    try {
      FormatHeader.require(text, FORMAT, VERSION, origin);
      return Json.read(text, CheckpointManifest.class, origin);
    } catch (NewerFormatException e) {
      throw e;
    } catch (DataException e) {
      throw new DamagedException(e.getMessage(), e);
    }
  }

  Optional<StoredFile> file(String name) {
    return files.stream().filter(file -> file.name().equals(name)).findFirst();
  }
}
