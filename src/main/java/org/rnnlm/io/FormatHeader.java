package org.rnnlm.io;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.rnnlm.text.Text;

/**
 * What a manifest says of its own format. It is read before the manifest itself, since one of a
 * newer version may have fields that this program does not know.
 *
 * @param format name of the format
 * @param version of the format, counted from 1
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FormatHeader(String format, int version) {
  /**
   * Refuses a manifest of another format, or of a version that this program does not know.
   *
   * @param newest the newest version that this program reads
   * @param origin the file that the text comes from, for the message
   * @throws NewerFormatException if the version is above that
   * @throws DataException if it is another format, or the text says nothing of its format
   */
  public static void require(String text, String format, int newest, String origin) {
    FormatHeader header = Json.read(text, FormatHeader.class, origin);
    if (!format.equals(header.format)) {
      throw new DataException(
          Text.format(
              "%s cannot be read: format is '%s' instead of '%s'", origin, header.format, format));
    }
    if (header.version > newest) {
      throw new NewerFormatException(
          Text.format(
              "%s is of format version %d, and this rnnlm reads versions up to %d: a newer rnnlm wrote it; use that one",
              origin, header.version, newest));
    }
    if (header.version < 1) {
      throw new DataException(
          Text.format(
              "%s cannot be read: format version is %d, versions are counted from 1",
              origin, header.version));
    }
  }
}
