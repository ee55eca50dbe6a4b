package org.rnnlm.prep.records;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.dump.StoredInput;

/**
 * Parquet with a column of texts. Of other columns none is read but those of id and title.
 *
 * @param file where it is stored
 */
public record ParquetTexts(StoredInput file, RecordSpec spec) {

  /**
   * Cuts the file.
   *
   * @param bytes about how much of it a range holds; 0 for one range
   */
  public List<Range> ranges(long bytes) {
    return Range.of(file.bytes(), bytes);
  }

  /**
   * The rows of the row groups whose middle lies in a range.
   *
   * @throws DataException if the file is no Parquet, or lacks a column that is asked for
   */
  public RecordReader records(Range range) {
    ParquetReadOptions options =
        ParquetReadOptions.builder().withRange(range.from(), range.to()).build();
    try {
      ParquetFileReader parquet = ParquetFileReader.open(new StoredParquet(file), options);
      return new ParquetRowReader(file.name(), spec, parquet, columns(parquet));
    } catch (IOException | RuntimeException e) {
      throw unreadable(file.name(), e);
    }
  }

  static DataException unreadable(String name, Exception e) {
    return e instanceof DataException known
        ? known
        : new DataException(
            "input "
                + name
                + " cannot be read as Parquet: "
                + e.getMessage()
                + "; restore a whole copy",
            e);
  }

  private MessageType columns(ParquetFileReader parquet) {
    MessageType schema = parquet.getFileMetaData().getSchema();
    List<Type> columns =
        Stream.of(
                spec.textField(),
                spec.targetField(),
                spec.idField(),
                spec.titleField(),
                spec.labelField())
            .filter(name -> !name.isEmpty())
            .distinct()
            .map(name -> column(schema, name))
            .toList();
    return new MessageType(schema.getName(), columns);
  }

  private Type column(MessageType schema, String name) {
    if (!schema.containsField(name)) {
      throw new DataException(
          "input %s has no column '%s'; it has %s: set prepare.text-field, source-field, target-field, id-field, title-field or label-field to one of them"
              .formatted(
                  file.name(), name, schema.getFields().stream().map(Type::getName).toList()));
    }
    Type column = schema.getType(name);
    boolean readable =
        name.equals(spec.textField()) || name.equals(spec.targetField())
            ? isText(column)
            : isText(column) || isWhole(column);
    readable |= name.equals(spec.labelField()) && isSingle(column, PrimitiveTypeName.BOOLEAN);
    if (!readable) {
      throw new DataException(
          "input %s: column '%s' is '%s'; a text must be a string, an id, title or label a string or whole number"
              .formatted(file.name(), name, column));
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
