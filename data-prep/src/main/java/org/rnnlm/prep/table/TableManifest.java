package org.rnnlm.prep.table;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rnnlm.io.DataException;
import org.rnnlm.io.StoredFile;

/**
 * {@code MANIFEST.json} of a table: written last, it is what makes the folder a table.
 *
 * @param format always {@link #FORMAT}
 * @param version of the format; readers refuse what they do not know
 * @param command that wrote the table
 * @param settings that its results follow from, by key
 * @param columns names of all columns, in their order; of objects that stayed JSON lines, each with
 *     columns of its own, those that were added
 * @param read rows of the input
 * @param written rows of the table
 * @param bad rows of the input without results, by reason
 * @param leftOut rows of the input that were not written, by reason
 * @param parts in the order of the input
 */
public record TableManifest(
    String format,
    int version,
    String command,
    SortedMap<String, String> settings,
    List<String> columns,
    long read,
    long written,
    SortedMap<String, Long> bad,
    SortedMap<String, Long> leftOut,
    List<Part> parts) {
  public static final String NAME = "MANIFEST.json";
  public static final String FORMAT = "rnnlm-table";
  public static final int VERSION = 1;

  /**
   * A file of the table.
   *
   * @param firstRow number of the first row of the input that it is of
   * @param read rows of the input
   * @param written rows of the file
   */
  public record Part(StoredFile file, long firstRow, long read, long written) {}

  public TableManifest {
    if (!FORMAT.equals(format)) {
      throw new DataException("format is '" + format + "' instead of '" + FORMAT + "'");
    }
    settings = new TreeMap<>(settings);
    columns = List.copyOf(columns);
    bad = new TreeMap<>(bad);
    leftOut = new TreeMap<>(leftOut);
    parts = List.copyOf(parts);
  }
}
