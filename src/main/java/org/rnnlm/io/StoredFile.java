package org.rnnlm.io;

import java.io.Serializable;
import java.util.Objects;
import org.rnnlm.text.Text;

/**
 * A file as a manifest records it.
 *
 * @param name path relative to the manifest's folder, with {@code /} between its parts
 * @param bytes size in bytes
 * @param sha256 SHA-256 of the content in lower-case hexadecimal
 */
public record StoredFile(String name, long bytes, String sha256) implements Serializable {
  /** More than any file of ours has: 64 TiB. */
  static final long MOST_BYTES = 1L << 46;

  public StoredFile {
    Objects.requireNonNull(sha256, "sha256");
    if (name.isBlank() || name.startsWith("/") || name.contains("..") || name.contains(":")) {
      throw new DataException(
          "file name '" + name + "' in a manifest leaves the manifest's folder");
    }
    if (bytes < 0) {
      throw new DataException("file '" + name + "' in a manifest has " + bytes + " bytes");
    }
    if (bytes >= MOST_BYTES) {
      throw new DataException(
          Text.format(
              "file '%s' in a manifest has %,d bytes; files of rnnlm's have less than %,d",
              name, bytes, MOST_BYTES));
    }
  }
}
