package org.rnnlm.prep.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.records.SchemaText;
import org.rnnlm.text.Text;

/**
 * The columns of a table that is written: those of the input, the row's number, the results, and
 * what went wrong.
 *
 * @param input the input's columns, as {@link SchemaText}; without fields where they are not kept,
 *     or are those that each row has
 * @param results that come after the row's number
 * @param prefix of the names of all columns but the input's
 */
record TableLayout(String input, List<ResultColumn> results, String prefix)
    implements Serializable {
  private static final String ROW = "row";
  private static final String ERROR = "error";
  private static final MessageType NO_COLUMNS = new MessageType(ROW);

  TableLayout {
    results = List.copyOf(results);
  }

  static TableLayout of(List<ResultColumn> results, String prefix) {
    return new TableLayout(SchemaText.of(NO_COLUMNS), results, prefix);
  }

  /**
   * Returns this layout with the input's columns before the others.
   *
   * @throws DataException if a name is there twice
   */
  TableLayout after(MessageType columns) {
    List<String> names = columns.getFields().stream().map(Type::getName).toList();
    requireDistinct(names);
    requireFree(names, "the input");
    return new TableLayout(SchemaText.of(columns), results, prefix);
  }

  private static void requireDistinct(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new DataException(
            Text.format(
                "the input has several columns '%s'; each must have a name of its own", name));
      }
    }
  }

  /**
   * @param where the names are, for a message
   * @throws DataException if one of them is that of a result
   */
  void requireFree(List<String> names, String where) {
    Set<String> taken = new HashSet<>(names);
    for (ResultColumn added : added()) {
      if (taken.contains(added.name())) {
        throw new DataException(
            Text.format(
                "%s has a column '%s' already, which is what a result is called; put something"
                    + " before the results' names by --prefix",
                where, added.name()));
      }
    }
  }

  MessageType inputColumns() {
    return SchemaText.parse(input);
  }

  /** Returns the columns beside the input's: the row's number, the results, the error. */
  List<ResultColumn> added() {
    List<ResultColumn> added = new ArrayList<>();
    added.add(ResultColumn.whole(prefix + ROW));
    results.forEach(column -> added.add(column.named(prefix + column.name())));
    added.add(ResultColumn.text(prefix + ERROR));
    return added;
  }

  /** Returns all columns, as Parquet has them. */
  MessageType schema() {
    List<Type> fields = new ArrayList<>(inputColumns().getFields());
    added().forEach(column -> fields.add(column.parquet()));
    return new MessageType(ROW, fields);
  }
}
