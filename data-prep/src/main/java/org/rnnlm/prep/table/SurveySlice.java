package org.rnnlm.prep.table;

import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.prep.records.JsonColumns;
import org.rnnlm.prep.records.SchemaText;
import org.rnnlm.prep.steps.ReadSpec;
import org.rnnlm.prep.steps.TableRow;
import org.rnnlm.prep.steps.TableRows;
import org.rnnlm.prep.steps.TableSlice;

/** Counts the rows of a slice; of rows that are objects it looks at their names too. */
final class SurveySlice implements Function<TableSlice, SurveySlice.Result> {
  private static final long serialVersionUID = 1L;

  private final ReadSpec reading;
  private final TableLayout layout;
  private final Names names;
  private final Broadcast<SerializableConfiguration> hadoop;

  /** What matters of the rows' own names. */
  enum Names {
    /** Nothing: rows are counted, and no more. */
    NONE,
    /** That none of them is a result's. */
    FREE,
    /** That, and which there are: each becomes a column. */
    COLUMNS
  }

  /**
   * @param layout whose names the rows' own must not be
   */
  SurveySlice(
      ReadSpec reading,
      TableLayout layout,
      Names names,
      Broadcast<SerializableConfiguration> hadoop) {
    this.reading = reading;
    this.layout = layout;
    this.names = names;
    this.hadoop = hadoop;
  }

  /**
   * @param columns of objects, as {@link SchemaText}; none unless they are asked for
   */
  record Result(long rows, String columns) implements Serializable {}

  @Override
  public Result call(TableSlice slice) throws IOException {
    JsonColumns columns = new JsonColumns();
    long rows =
        names == Names.NONE
            ? slice.rows(reading, hadoop.value().value())
            : lookedAt(slice, columns);
    return new Result(rows, SchemaText.of(columns.columns()));
  }

  private long lookedAt(TableSlice slice, JsonColumns columns) throws IOException {
    long count = 0;
    try (TableRows rows = slice.open(reading, hadoop.value().value())) {
      while (rows.hasNext()) {
        TableRow row = rows.next();
        layout.requireFree(row.fields().names(), row.where());
        if (names == Names.COLUMNS) {
          columns.add(row.fields());
        }
        count++;
      }
    }
    return count;
  }
}
