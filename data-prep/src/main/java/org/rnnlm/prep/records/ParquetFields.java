package org.rnnlm.prep.records;

import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** The fields of a row of Parquet, of whatever type. */
record ParquetFields(Group values) implements RowFields {

  @Override
  public List<String> names() {
    return values.getType().getFields().stream().map(Type::getName).toList();
  }

  @Override
  public String json() {
    String object = ParquetJson.of(values).toString();
    return object.substring(1, object.length() - 1);
  }

  @Override
  public void writeTo(RecordConsumer row, List<Type> columns) {
    write(values, row);
  }

  private static void write(Group group, RecordConsumer row) {
    GroupType type = group.getType();
    for (int i = 0; i < type.getFieldCount(); i++) {
      int count = group.getFieldRepetitionCount(i);
      if (count == 0) {
        continue;
      }
      row.startField(type.getFieldName(i), i);
      for (int value = 0; value < count; value++) {
        if (type.getType(i).isPrimitive()) {
          group.writeValue(i, value, row);
        } else {
          row.startGroup();
          write(group.getGroup(i, value), row);
          row.endGroup();
        }
      }
      row.endField(type.getFieldName(i), i);
    }
  }
}
