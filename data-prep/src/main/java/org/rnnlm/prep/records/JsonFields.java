package org.rnnlm.prep.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.Type;

/**
 * The fields of a JSON object, letter by letter as its line has them.
 *
 * @param json the inside of the object, without its braces
 */
record JsonFields(List<String> names, String json) implements RowFields {
  private static final ObjectMapper MAPPER = new ObjectMapper(JsonLinesReader.factory());

  JsonFields {
    names = List.copyOf(names);
  }

  /**
   * Returns the fields of a line that is one JSON object. Nothing stands around the object but
   * white space, and in files that were joined a byte order mark.
   */
  static JsonFields of(List<String> names, String line) {
    String inside = line.substring(line.indexOf('{') + 1, line.lastIndexOf('}')).strip();
    // a carriage return can only stand between tokens, where a space does as well
    return new JsonFields(names, inside.replace('\r', ' '));
  }

  @Override
  public void writeTo(RecordConsumer row, List<Type> columns) {
    JsonNode object = object();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).getName();
      JsonNode value = object.path(name);
      if (!value.isMissingNode() && !value.isNull()) {
        row.startField(name, i);
        write(row, columns.get(i), value);
        row.endField(name, i);
      }
    }
  }

  private static void write(RecordConsumer row, Type column, JsonNode value) {
    switch (column.asPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> row.addBoolean(value.booleanValue());
      case INT64 -> row.addLong(value.longValue());
      case DOUBLE -> row.addDouble(value.doubleValue());
      default -> row.addBinary(Binary.fromString(text(value)));
    }
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  /** Returns the object; of a name that it has twice the last value. */
  JsonNode object() {
    try {
      return MAPPER.readTree("{" + json + "}");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an object was read once, and not twice", e);
    }
  }
}
