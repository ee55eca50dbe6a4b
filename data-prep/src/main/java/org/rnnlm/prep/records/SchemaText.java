package org.rnnlm.prep.records;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The columns of a table as a text that goes to tasks. Parquet's own text of a schema cannot be
 * read again where names have spaces and the like, so names are escaped as in addresses.
 */
public final class SchemaText {
  private SchemaText() {}

  public static String of(MessageType schema) {
    return renamed(schema, name -> "x" + URLEncoder.encode(name, StandardCharsets.UTF_8))
        .toString();
  }

  /** Returns the columns of a text that {@link #of} made. */
  public static MessageType parse(String text) {
    return renamed(
        MessageTypeParser.parseMessageType(text),
        name -> URLDecoder.decode(name.substring(1), StandardCharsets.UTF_8));
  }

  private static MessageType renamed(MessageType schema, UnaryOperator<String> name) {
    return new MessageType(name.apply(schema.getName()), fields(schema, name));
  }

  private static List<Type> fields(GroupType group, UnaryOperator<String> name) {
    return group.getFields().stream().map(field -> renamed(field, name)).toList();
  }

  private static Type renamed(Type type, UnaryOperator<String> name) {
    String renamed = name.apply(type.getName());
    if (!type.isPrimitive()) {
      GroupType group = type.asGroupType();
      GroupType other =
          Types.buildGroup(group.getRepetition())
              .as(group.getLogicalTypeAnnotation())
              .addFields(fields(group, name).toArray(Type[]::new))
              .named(renamed);
      return type.getId() == null ? other : other.withId(type.getId().intValue());
    }
    PrimitiveType primitive = type.asPrimitiveType();
    PrimitiveType other =
        Types.primitive(primitive.getPrimitiveTypeName(), primitive.getRepetition())
            .length(primitive.getTypeLength())
            .as(primitive.getLogicalTypeAnnotation())
            .named(renamed);
    return type.getId() == null ? other : other.withId(type.getId().intValue());
  }
}
