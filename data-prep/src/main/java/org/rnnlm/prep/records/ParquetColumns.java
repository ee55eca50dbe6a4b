package org.rnnlm.prep.records;

import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
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
    List<Type> columns =
        Stream.of(
                spec.textField(),
                spec.targetField(),
                spec.idField(),
                spec.titleField(),
                spec.labelField())
            .filter(name -> !name.isEmpty())
            .distinct()
            .map(name -> column(spec, name))
            .toList();
    return new MessageType(schema.getName(), columns);
  }

  private Type column(RecordSpec spec, String name) {
    if (!schema.containsField(name)) {
      throw new DataException(
          Text.format(
              "input %s has no column '%s'; it has %s: set prepare.text-field, source-field, target-field, id-field, title-field or label-field to one of them",
              file, name, schema.getFields().stream().map(Type::getName).toList()));
    }
    Type column = schema.getType(name);
    boolean readable =
        name.equals(spec.textField()) || name.equals(spec.targetField())
            ? isText(column)
            : isText(column) || isWhole(column);
    readable |= name.equals(spec.labelField()) && isSingle(column, PrimitiveTypeName.BOOLEAN);
    if (!readable) {
      throw new DataException(
          Text.format(
              "input %s: column '%s' is '%s'; a text must be a string, an id, title or label a string or whole number",
              file, name, column));
    }
    return column;
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
