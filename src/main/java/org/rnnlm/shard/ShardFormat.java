package org.rnnlm.shard;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * The Parquet schema of a shard: {@code sequence: long, article: long, tokens: list<int>}, and of
 * labelled texts {@code label: int}.
 */
final class ShardFormat {
  static final String SEQUENCE = "sequence";
  static final String ARTICLE = "article";
  static final String TOKENS = "tokens";
  static final String LABEL = "label";
  static final String LIST = "list";
  static final String ELEMENT = "element";

  static final MessageType SCHEMA = columns().named("token_sequence");

  static final MessageType LABELLED =
      columns().required(PrimitiveTypeName.INT32).named(LABEL).named("token_sequence");

  private ShardFormat() {}

  private static Types.GroupBuilder<MessageType> columns() {
    return Types.buildMessage()
        .required(PrimitiveTypeName.INT64)
        .named(SEQUENCE)
        .required(PrimitiveTypeName.INT64)
        .named(ARTICLE)
        .requiredGroup()
        .as(LogicalTypeAnnotation.listType())
        .repeatedGroup()
        .required(PrimitiveTypeName.INT32)
        .named(ELEMENT)
        .named(LIST)
        .named(TOKENS);
  }
}
