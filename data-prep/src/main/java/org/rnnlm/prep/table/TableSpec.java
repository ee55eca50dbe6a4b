package org.rnnlm.prep.table;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rnnlm.prep.steps.ReadSpec;

/**
 * What a table is made of, and how it is written.
 *
 * @param command that makes it, for people and for the manifest
 * @param output folder
 * @param reading how the inputs are read
 * @param format that it is written in
 * @param results columns of results
 * @param prefix of the names of all columns but the input's
 * @param keepsInput whether the input's columns are kept
 * @param keepsBadRows whether rows that have no results are written, with their error
 * @param partBytes about how many bytes of the input a part has; 0 for a number that follows from
 *     the input's size
 * @param settings that the results follow from, for the manifest
 */
public record TableSpec(
    String command,
    String output,
    ReadSpec reading,
    TableFormat format,
    List<ResultColumn> results,
    String prefix,
    boolean keepsInput,
    boolean keepsBadRows,
    long partBytes,
    SortedMap<String, String> settings)
    implements Serializable {

  public TableSpec {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(reading, "reading");
    results = List.copyOf(results);
    settings = new TreeMap<>(settings);
    if (partBytes != 0 && partBytes < ReadSpec.LEAST_SPLIT_BYTES) {
      throw new IllegalArgumentException(
          "a part is to have "
              + partBytes
              + " bytes, it must be 0 or at least "
              + ReadSpec.LEAST_SPLIT_BYTES);
    }
  }

  /** Returns this specification with the inputs read as a reader of theirs says. */
  TableSpec with(ReadSpec other) {
    return new TableSpec(
        command,
        output,
        other,
        format,
        results,
        prefix,
        keepsInput,
        keepsBadRows,
        partBytes,
        settings);
  }
}
