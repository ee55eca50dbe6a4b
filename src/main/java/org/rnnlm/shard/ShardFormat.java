package org.rnnlm.shard;

import java.util.Arrays;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The Parquet schema of a shard: {@code sequence: long, article: long, tokens: list<int>}, and of
 * labelled texts {@code label: int}, of tagged ones {@code tags: list<int>, words: list<string>}.
 * Before version 5 tagged ones had no words.
 */
final class ShardFormat {
  static final String SEQUENCE = "sequence";
  static final String ARTICLE = "article";
  static final String TOKENS = "tokens";
  static final String LABEL = "label";
  static final String TAGS = "tags";
  static final String WORDS = "words";
  static final String LIST = "list";
  static final String ELEMENT = "element";

  static final MessageType SCHEMA = columns().named("token_sequence");

  static final MessageType LABELLED =
      columns().required(PrimitiveTypeName.INT32).named(LABEL).named("token_sequence");

  static final MessageType TAGGED =
      list(
              list(columns(), TAGS),
              WORDS,
              Types.required(PrimitiveTypeName.BINARY)
                  .as(LogicalTypeAnnotation.stringType())
                  .named(ELEMENT))
          .named("token_sequence");

  /** What tagged sentences had in version 4. */
  static final MessageType TAGGED_4 = list(columns(), TAGS).named("token_sequence");

  private ShardFormat() {}

  /** Returns the schema of the sequences of a mode. */
  static MessageType of(SequenceMode mode) {
    return switch (mode) {
      case STREAM, SENTENCE, WINDOW, PAIR -> SCHEMA;
      case LABELLED -> LABELLED;
      case TAGGED -> TAGGED;
    };
  }

  /** Returns whether it is the schema of the sequences of any mode, of this version or before. */
  static boolean knows(MessageType schema) {
    return schema.equals(TAGGED_4)
        || Arrays.stream(SequenceMode.values()).map(ShardFormat::of).anyMatch(schema::equals);
  }

  private static Types.GroupBuilder<MessageType> columns() {
    return list(
        Types.buildMessage()
            .required(PrimitiveTypeName.INT64)
            .named(SEQUENCE)
            .required(PrimitiveTypeName.INT64)
            .named(ARTICLE),
        TOKENS);
  }

  private static Types.GroupBuilder<MessageType> list(
      Types.GroupBuilder<MessageType> columns, String name) {
    return list(columns, name, Types.required(PrimitiveTypeName.INT32).named(ELEMENT));
  }

  private static Types.GroupBuilder<MessageType> list(
      Types.GroupBuilder<MessageType> columns, String name, Type element) {
    return columns
        .requiredGroup()
        .as(LogicalTypeAnnotation.listType())
        .repeatedGroup()
        .addField(element)
        .named(LIST)
        .named(name);
  }
}
