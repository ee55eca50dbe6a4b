package org.rnnlm.prep.table;

import java.io.IOException;
import java.io.Serializable;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.prep.records.JsonColumns;
import org.rnnlm.prep.records.SchemaText;
import org.rnnlm.prep.steps.ReadSpec;
import org.rnnlm.prep.steps.TableRow;
import org.rnnlm.prep.steps.TableRows;
import org.rnnlm.prep.steps.TableSlice;

/** Counts the rows of a slice, and tells the columns of rows that are objects. */
final class SurveySlice implements Function<TableSlice, SurveySlice.Result> {
  private static final long serialVersionUID = 1L;

  private final ReadSpec reading;
  private final TableLayout layout;
  private final boolean tellsColumns;
  private final Broadcast<SerializableConfiguration> hadoop;

  /**
   * @param layout whose names the rows' own must not be
   * @param tellsColumns whether the columns of objects are to be told
   */
  SurveySlice(
      ReadSpec reading,
      TableLayout layout,
      boolean tellsColumns,
      Broadcast<SerializableConfiguration> hadoop) {
    this.reading = reading;
    this.layout = layout;
    this.tellsColumns = tellsColumns;
    this.hadoop = hadoop;
  }

  /**
   * @param columns of objects, as {@link SchemaText}
   */
  record Result(long rows, String columns) implements Serializable {}

  @Override
  public Result call(TableSlice slice) throws IOException {
    JsonColumns columns = new JsonColumns();
    long count = 0;
    try (TableRows rows = slice.open(reading, hadoop.value().value())) {
      while (rows.hasNext()) {
        TableRow row = rows.next();
        layout.requireFree(row.fields().names(), row.where());
        if (tellsColumns) {
          columns.add(row.fields());
        }
        count++;
      }
    }
    MessageType found = columns.columns();
    return new Result(count, SchemaText.of(found));
  }
}
