package org.rnnlm.prep.records;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

/**
 * The columns that JSON objects become: of whole numbers, numbers or truth values where all values
 * are such, of texts otherwise. Objects and lists are texts of JSON.
 */
public final class JsonColumns {
  /** More names are no columns but data. */
  private static final int MOST = 2_000;

  private static final String SCHEMA = "row"; // its name, which nobody reads

  private final Map<String, PrimitiveTypeName> types = new LinkedHashMap<>();

  /**
   * Takes the fields of a record into account.
   *
   * @throws DataException if there are too many names
   */
  public void add(RowFields fields) {
    if (fields instanceof JsonFields json) {
      json.object().properties().forEach(field -> add(field.getKey(), field.getValue()));
    }
  }

  private void add(String name, JsonNode value) {
    if (!value.isNull()) {
      put(name, type(value));
    }
  }

  private void put(String name, PrimitiveTypeName type) {
    types.merge(name, type, JsonColumns::both);
    if (types.size() > MOST) {
      throw new DataException(
          Text.format(
              "the input's objects have more than %,d names, too many for columns of Parquet; write"
                  + " --format json-lines",
              MOST));
    }
  }

  private static PrimitiveTypeName type(JsonNode value) {
    if (value.isBoolean()) {
      return PrimitiveTypeName.BOOLEAN;
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return PrimitiveTypeName.INT64;
    }
    return value.isFloatingPointNumber() ? PrimitiveTypeName.DOUBLE : PrimitiveTypeName.BINARY;
  }

  private static PrimitiveTypeName both(PrimitiveTypeName one, PrimitiveTypeName other) {
    if (one == other) {
      return one;
    }
    boolean numbers = isNumber(one) && isNumber(other);
    return numbers ? PrimitiveTypeName.DOUBLE : PrimitiveTypeName.BINARY;
  }

  private static boolean isNumber(PrimitiveTypeName type) {
    return type == PrimitiveTypeName.INT64 || type == PrimitiveTypeName.DOUBLE;
  }

  /**
   * Takes in the columns of records that come after these.
   *
   * @throws DataException if there are too many names
   */
  public void addAll(MessageType others) {
    for (Type other : others.getFields()) {
      put(other.getName(), other.asPrimitiveType().getPrimitiveTypeName());
    }
  }

  /** Returns the columns in the order in which they were met. */
  public MessageType columns() {
    List<Type> fields =
        types.entrySet().stream().map(entry -> column(entry.getKey(), entry.getValue())).toList();
    return new MessageType(SCHEMA, fields);
  }

  private static Type column(String name, PrimitiveTypeName type) {
    return type == PrimitiveTypeName.BINARY ? text(name) : Types.optional(type).named(name);
  }

  /** Returns a column of texts. */
  public static Type text(String name) {
    return Types.optional(PrimitiveTypeName.BINARY)
        .as(LogicalTypeAnnotation.stringType())
        .named(name);
  }

  /** Returns columns of texts alone. */
  public static MessageType texts(List<String> names) {
    return new MessageType(SCHEMA, names.stream().map(JsonColumns::text).toList());
  }
}
