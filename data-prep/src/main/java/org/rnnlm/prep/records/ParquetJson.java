package org.rnnlm.prep.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * A row of Parquet as JSON: groups are objects, lists are lists, a map is a list of objects with
 * {@code key} and {@code value}. What JSON has no type for, such as dates, decimals and numbers
 * that are none, is the text that Parquet shows; bytes that are no text are in base 64.
 */
final class ParquetJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ParquetJson() {}

  static ObjectNode of(Group group) {
    ObjectNode object = JSON.objectNode();
    GroupType type = group.getType();
    for (int i = 0; i < type.getFieldCount(); i++) {
      object.set(type.getFieldName(i), field(group, type.getType(i), i));
    }
    return object;
  }

  private static JsonNode field(Group group, Type type, int field) {
    int count = group.getFieldRepetitionCount(field);
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      ArrayNode list = JSON.arrayNode();
      for (int i = 0; i < count; i++) {
        list.add(value(group, type, field, i));
      }
      return list;
    }
    return count == 0 ? JSON.nullNode() : value(group, type, field, 0);
  }

  private static JsonNode value(Group group, Type type, int field, int index) {
    if (type.isPrimitive()) {
      return primitive(group, type.asPrimitiveType(), field, index);
    }
    Group inner = group.getGroup(field, index);
    return isList(type)
        ? list(inner)
        : isMap(type) ? field(inner, inner.getType().getType(0), 0) : of(inner);
  }

  private static boolean isList(Type type) {
    return type.getLogicalTypeAnnotation()
            instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation
        && type.asGroupType().getFieldCount() == 1;
  }

  private static boolean isMap(Type type) {
    return type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.MapLogicalTypeAnnotation
        && type.asGroupType().getFieldCount() == 1;
  }

  /** Takes the elements out of the groups that Parquet wraps each of them in. */
  private static ArrayNode list(Group list) {
    ArrayNode elements = JSON.arrayNode();
    Type repeated = list.getType().getType(0);
    boolean wrapped = !repeated.isPrimitive() && repeated.asGroupType().getFieldCount() == 1;
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      if (wrapped) {
        Group wrapper = list.getGroup(0, i);
        elements.add(field(wrapper, wrapper.getType().getType(0), 0));
      } else {
        elements.add(value(list, repeated, 0, i));
      }
    }
    return elements;
  }

  private static JsonNode primitive(Group group, PrimitiveType type, int field, int index) {
    boolean plain = type.getLogicalTypeAnnotation() == null;
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> JSON.booleanNode(group.getBoolean(field, index));
      case INT32 ->
          isWhole(type)
              ? whole(type, group.getInteger(field, index))
              : text(group, type, field, index);
      case INT64 ->
          isWhole(type)
              ? whole(type, group.getLong(field, index))
              : text(group, type, field, index);
      case FLOAT ->
          number(group.getFloat(field, index), JSON.numberNode(group.getFloat(field, index)));
      case DOUBLE ->
          number(group.getDouble(field, index), JSON.numberNode(group.getDouble(field, index)));
      case BINARY ->
          plain
              ? binary(group.getBinary(field, index).getBytes())
              : text(group, type, field, index);
      case INT96, FIXED_LEN_BYTE_ARRAY -> text(group, type, field, index);
    };
  }

  private static boolean isWhole(PrimitiveType type) {
    return type.getLogicalTypeAnnotation() == null
        || type.getLogicalTypeAnnotation()
            instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation;
  }

  private static JsonNode whole(PrimitiveType type, int value) {
    return ParquetColumns.isUnsigned(type)
        ? JSON.numberNode(Integer.toUnsignedLong(value))
        : JSON.numberNode(value);
  }

  private static JsonNode whole(PrimitiveType type, long value) {
    return ParquetColumns.isUnsigned(type)
        ? JSON.numberNode(new BigInteger(Long.toUnsignedString(value)))
        : JSON.numberNode(value);
  }

  private static JsonNode number(double value, JsonNode node) {
    return Double.isFinite(value) ? node : JSON.textNode(Double.toString(value));
  }

  /** Many writers leave out that their texts are texts. */
  private static JsonNode binary(byte[] bytes) {
    return Utf8.decoded(bytes)
        .<JsonNode>map(JSON::textNode)
        .orElseGet(() -> JSON.binaryNode(bytes));
  }

  private static JsonNode text(Group group, PrimitiveType type, int field, int index) {
    return JSON.textNode(
        switch (type.getPrimitiveTypeName()) {
          case BINARY, FIXED_LEN_BYTE_ARRAY ->
              type.stringifier().stringify(group.getBinary(field, index));
          case INT96 -> type.stringifier().stringify(group.getInt96(field, index));
          case INT32 -> type.stringifier().stringify(group.getInteger(field, index));
          case INT64 -> type.stringifier().stringify(group.getLong(field, index));
          case BOOLEAN, FLOAT, DOUBLE -> group.getValueToString(field, index);
        });
  }
}
