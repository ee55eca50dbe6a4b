package org.rnnlm.shard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.io.StoredFile;

/** A folder for shards, of ours and of Parquet's own writer. */
abstract class ShardFixture {
  static final Configuration HADOOP = new Configuration();
  static final String NAME = "train/shard-00003.parquet";
  static final String SCHEMA =
      """
      message token_sequence {
        required int64 sequence;
        required int64 article;
        required group tokens (LIST) {
          repeated group list {
            required int32 element;
          }
        }
      }
      """;

  @TempDir Path directory;
  Folder folder;

  @BeforeEach
  void open() {
    folder = Folder.at(directory.toString(), HADOOP);
  }

  static TokenSequence sequence(long number, long article, int tokens) {
    int[] ids = new int[tokens];
    Arrays.setAll(ids, i -> (int) ((number * 31 + i * 7L) % 997));
    return new TokenSequence(number, article, ids);
  }

  /** A file of Parquet's example writer, all records with these tokens, and its manifest entry. */
  final Shard writeWithParquet(String schema, int[] tokens, int... sequences) throws IOException {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(directory.resolve(NAME).toUri());
    try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(path).withType(type).build()) {
      for (int sequence : sequences) {
        writer.write(record(type, sequence, tokens));
      }
    }
    byte[] bytes = Files.readAllBytes(directory.resolve(NAME));
    return new Shard(
        new StoredFile(NAME, bytes.length, Hashes.sha256(bytes)), sequences[0], sequences.length);
  }

  private static Group record(MessageType type, int sequence, int[] tokens) {
    Group record = new SimpleGroup(type);
    add(record, "sequence", sequence);
    add(record, "article", 17);
    Group list = record.addGroup("tokens");
    for (int token : tokens) {
      add(list.addGroup("list"), "element", token);
    }
    return record;
  }

  private static void add(Group group, String field, int value) {
    switch (group.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> group.add(field, value);
      case INT64 -> group.add(field, (long) value);
      default -> throw new IllegalArgumentException(field);
    }
  }
}
