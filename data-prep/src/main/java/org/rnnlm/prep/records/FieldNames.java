package org.rnnlm.prep.records;

import java.util.Collections;
import java.util.List;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

/** Checks that a table has the columns that are asked for. */
final class FieldNames {
  private FieldNames() {}

  /**
   * @throws DataException naming all columns that are asked for and missing, or there twice, and
   *     those that are there
   */
  static void require(String file, RecordSpec spec, List<String> columns) {
    List<String> missing = spec.fields().stream().filter(name -> !columns.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new DataException(
          Text.format(
              "input %s has no column %s; it has %s: set prepare.%s to what is there",
              file, quoted(missing), columns, String.join(", prepare.", spec.settings())));
    }
    List<String> repeated =
        spec.fields().stream().filter(name -> Collections.frequency(columns, name) > 1).toList();
    if (!repeated.isEmpty()) {
      throw new DataException(
          Text.format(
              "input %s has several columns %s; each must have a name of its own",
              file, quoted(repeated)));
    }
  }

  static String quoted(List<String> names) {
    return "'" + String.join("', '", names) + "'";
  }
}
