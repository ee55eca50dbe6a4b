package org.rnnlm.prep.records;

import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

/**
 * The columns of a Parquet file.
 *
 * @param file its name, for messages
 */
record ParquetColumns(String file, MessageType schema) {

  /**
   * Returns the part of the schema that holds what is asked for.
   *
   * @throws DataException if a column is missing, or holds something else
   */
  MessageType of(RecordSpec spec) {
    FieldNames.require(file, spec, schema.getFields().stream().map(Type::getName).toList());
    List<String> wrong =
        spec.fields().stream()
            .filter(name -> !isReadable(spec, name))
            .map(name -> Text.format("column '%s' is '%s'", name, schema.getType(name)))
            .toList();
    if (!wrong.isEmpty()) {
      throw new DataException(
          Text.format(
              "input %s: %s; a text%s must be a string, an id, title or label a string or whole"
                  + " number",
              file, String.join(", ", wrong), spec.hasSplit() ? " or split" : ""));
    }
    return spec.keepsFields()
        ? schema
        : new MessageType(schema.getName(), spec.fields().stream().map(schema::getType).toList());
  }

  private boolean isReadable(RecordSpec spec, String name) {
    Type column = schema.getType(name);
    if (isText(column)) {
      return true;
    }
    boolean readsAsText =
        name.equals(spec.textField())
            || name.equals(spec.targetField())
            || name.equals(spec.splitField());
    boolean isFlag = isSingle(column, PrimitiveTypeName.BOOLEAN);
    return !readsAsText && (isWhole(column) || isFlag && name.equals(spec.labelField()));
  }

  /** Returns whether a column's whole numbers are never negative. */
  static boolean isUnsigned(PrimitiveType column) {
    return column.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation whole
        && !whole.isSigned();
  }

  private static boolean isText(Type column) {
    return isSingle(column, PrimitiveTypeName.BINARY);
  }

  private static boolean isWhole(Type column) {
    return isSingle(column, PrimitiveTypeName.INT32) || isSingle(column, PrimitiveTypeName.INT64);
  }

  private static boolean isSingle(Type column, PrimitiveTypeName type) {
    return column instanceof PrimitiveType primitive
        && primitive.getPrimitiveTypeName() == type
        && !column.isRepetition(Type.Repetition.REPEATED)
        && !(column.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation);
  }
}
