package org.rnnlm.prep.records;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.Type;
import org.rnnlm.io.Json;

/**
 * Fields that are texts, in the order of their columns: a row of a table of comma-separated values,
 * a pair, or what a file is called and holds.
 */
public record TextFields(List<String> names, List<String> values) implements RowFields {

  /**
   * @throws IllegalArgumentException if there are not as many names as values
   */
  public TextFields {
    names = List.copyOf(names);
    values = List.copyOf(values);
    if (names.size() != values.size()) {
      throw new IllegalArgumentException(names.size() + " names of " + values.size() + " texts");
    }
  }

  @Override
  public String json() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      fields.put(names.get(i), values.get(i));
    }
    return Json.inside(fields);
  }

  @Override
  public void writeTo(RecordConsumer row, List<Type> columns) {
    for (int i = 0; i < values.size(); i++) {
      row.startField(names.get(i), i);
      row.addBinary(Binary.fromString(values.get(i)));
      row.endField(names.get(i), i);
    }
  }
}
