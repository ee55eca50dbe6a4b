package org.rnnlm.prep.records;

import java.util.List;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.Type;

/** All fields of a record as its file has them, on their way into another table. */
public interface RowFields {

  /** The fields of a record of which none could be read, or none was to be kept. */
  RowFields NONE = new NoFields();

  /** Returns their names, on the record's first level. */
  List<String> names();

  /** Returns the inside of a JSON object, without its braces; empty where there are none. */
  String json();

  /**
   * Writes them as the first fields of a Parquet row.
   *
   * @param columns of the table, which may be more than this record has
   */
  void writeTo(RecordConsumer row, List<Type> columns);

  /** No fields at all. */
  record NoFields() implements RowFields {
    @Override
    public List<String> names() {
      return List.of();
    }

    @Override
    public String json() {
      return "";
    }

    @Override
    public void writeTo(RecordConsumer row, List<Type> columns) {
      // all columns stay empty
    }
  }
}
