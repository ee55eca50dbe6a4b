package org.rnnlm.prep.table;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.rnnlm.prep.records.JsonColumns;

/** A column of results. */
public record ResultColumn(String name, Kind kind) implements Serializable {

  /** What its values are. */
  public enum Kind {
    /** A {@link Long}. */
    WHOLE,
    /** A {@link Double}. */
    NUMBER,
    /** A {@link String}. */
    TEXT,
    /** A {@code float[]}. */
    FLOATS,
    /** A {@link List} of {@link String}. */
    TEXTS,
    /** A {@link Map} of {@link Double} by {@link String}. */
    SHARES
  }

  private static final String LIST = "list";
  private static final String ELEMENT = "element";
  private static final String ENTRIES = "key_value";
  private static final String KEY = "key";
  private static final String VALUE = "value";

  public static ResultColumn whole(String name) {
    return new ResultColumn(name, Kind.WHOLE);
  }

  public static ResultColumn number(String name) {
    return new ResultColumn(name, Kind.NUMBER);
  }

  public static ResultColumn text(String name) {
    return new ResultColumn(name, Kind.TEXT);
  }

  public static ResultColumn floats(String name) {
    return new ResultColumn(name, Kind.FLOATS);
  }

  public static ResultColumn texts(String name) {
    return new ResultColumn(name, Kind.TEXTS);
  }

  public static ResultColumn shares(String name) {
    return new ResultColumn(name, Kind.SHARES);
  }

  ResultColumn named(String other) {
    return new ResultColumn(other, kind);
  }

  /** Returns the column of Parquet that it becomes. */
  Type parquet() {
    return switch (kind) {
      case WHOLE -> Types.optional(PrimitiveTypeName.INT64).named(name);
      case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
      case TEXT -> JsonColumns.text(name);
      case FLOATS -> Types.optionalList().requiredElement(PrimitiveTypeName.FLOAT).named(name);
      case TEXTS ->
          Types.optionalList()
              .requiredElement(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      case SHARES ->
          Types.optionalMap()
              .key(
                  Types.required(PrimitiveTypeName.BINARY)
                      .as(LogicalTypeAnnotation.stringType())
                      .named(KEY))
              .requiredValue(PrimitiveTypeName.DOUBLE)
              .named(name);
    };
  }

  /**
   * Writes a value of the column.
   *
   * @param index of the column in its row
   */
  void write(RecordConsumer row, int index, Object value) {
    row.startField(name, index);
    switch (kind) {
      case WHOLE -> row.addLong((Long) value);
      case NUMBER -> row.addDouble((Double) value);
      case TEXT -> row.addBinary(Binary.fromString((String) value));
      case FLOATS -> writeList(row, (float[]) value);
      case TEXTS -> writeTexts(row, (List<?>) value);
      case SHARES -> writeMap(row, (Map<?, ?>) value);
    }
    row.endField(name, index);
  }

  private static void writeList(RecordConsumer row, float[] values) {
    row.startGroup();
    if (values.length > 0) {
      row.startField(LIST, 0);
      for (float value : values) {
        row.startGroup();
        row.startField(ELEMENT, 0);
        row.addFloat(value);
        row.endField(ELEMENT, 0);
        row.endGroup();
      }
      row.endField(LIST, 0);
    }
    row.endGroup();
  }

  private static void writeTexts(RecordConsumer row, List<?> values) {
    row.startGroup();
    if (!values.isEmpty()) {
      row.startField(LIST, 0);
      for (Object value : values) {
        row.startGroup();
        row.startField(ELEMENT, 0);
        row.addBinary(Binary.fromString((String) value));
        row.endField(ELEMENT, 0);
        row.endGroup();
      }
      row.endField(LIST, 0);
    }
    row.endGroup();
  }

  private static void writeMap(RecordConsumer row, Map<?, ?> values) {
    row.startGroup();
    if (!values.isEmpty()) {
      row.startField(ENTRIES, 0);
      values.forEach((key, value) -> writeEntry(row, (String) key, (Double) value));
      row.endField(ENTRIES, 0);
    }
    row.endGroup();
  }

  private static void writeEntry(RecordConsumer row, String key, double value) {
    row.startGroup();
    row.startField(KEY, 0);
    row.addBinary(Binary.fromString(key));
    row.endField(KEY, 0);
    row.startField(VALUE, 1);
    row.addDouble(value);
    row.endField(VALUE, 1);
    row.endGroup();
  }
}
