package org.rnnlm.prep.records;

import java.io.IOException;
import java.util.NoSuchElementException;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The rows of some row groups, a group's columns in memory at a time. */
final class ParquetRowReader implements RecordReader {
  private final String name;
  private final RecordSpec spec;
  private final ParquetFileReader parquet;
  private final MessageType columns;
  private org.apache.parquet.io.RecordReader<Group> rows;
  private long left; // rows of the group
  private long row; // number of the next one in the file, from 0

  ParquetRowReader(String name, RecordSpec spec, ParquetFileReader parquet, MessageType columns) {
    this.name = name;
    this.spec = spec;
    this.parquet = parquet;
    this.columns = columns;
    parquet.setRequestedSchema(columns);
  }

  @Override
  public boolean hasNext() {
    try {
      while (left == 0) {
        PageReadStore group = parquet.readNextRowGroup();
        if (group == null) {
          return false;
        }
        rows =
            new ColumnIOFactory()
                .getColumnIO(columns)
                .getRecordReader(group, new GroupRecordConverter(columns));
        left = group.getRowCount();
        row = group.getRowIndexOffset().orElse(row);
      }
      return true;
    } catch (IOException | RuntimeException e) {
      throw ParquetTexts.unreadable(name, e);
    }
  }

  @Override
  public TextRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException(name + " has no more rows");
    }
    try {
      return record(rows.read());
    } catch (RuntimeException e) {
      throw ParquetTexts.unreadable(name, e);
    } finally {
      left--;
      row++;
    }
  }

  private TextRecord record(Group values) {
    TextRecord.Fields fields = new TextRecord.Fields();
    if (isThere(values, spec.textField())) {
      fields.text = text(values.getBinary(spec.textField(), 0));
      fields.otherText = fields.text == null;
    }
    if (spec.ofPairs() && isThere(values, spec.targetField())) {
      fields.target = text(values.getBinary(spec.targetField(), 0));
      fields.otherTarget = fields.target == null;
    }
    fields.id = spec.hasId() ? shown(values, spec.idField()) : null;
    fields.title = spec.hasTitle() ? shown(values, spec.titleField()) : null;
    fields.label = spec.hasLabel() ? shown(values, spec.labelField()) : null;
    fields.split = spec.hasSplit() ? shown(values, spec.splitField()) : null;
    if (spec.keepsFields()) {
      fields.all = new ParquetFields(values);
    }
    return TextRecord.of(name + " row " + row, spec, fields);
  }

  private static boolean isThere(Group values, String column) {
    return values.getFieldRepetitionCount(column) > 0;
  }

  /** Null if the bytes are no UTF-8. */
  private static String text(Binary value) {
    return Utf8.decoded(value.getBytes()).orElse(null);
  }

  /** Returns a text or whole number; null if there is none. */
  private String shown(Group values, String column) {
    if (!isThere(values, column)) {
      return null;
    }
    PrimitiveType type = columns.getType(column).asPrimitiveType();
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY) {
      return text(values.getBinary(column, 0));
    }
    if (ParquetColumns.isUnsigned(type)) {
      return type.getPrimitiveTypeName() == PrimitiveTypeName.INT32
          ? Integer.toUnsignedString(values.getInteger(column, 0))
          : Long.toUnsignedString(values.getLong(column, 0));
    }
    return values.getValueToString(columns.getFieldIndex(column), 0);
  }

  @Override
  public void close() throws IOException {
    parquet.close();
  }
}
