package org.rnnlm.shard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;

/**
 * Reads whole shards. The file is held in memory, proved against its manifest entry, and decoded
 * column by column.
 */
public final class ShardReader {
  private ShardReader() {}

  /**
   * Returns all records of a shard, in order.
   *
   * @throws DataException if the file is missing, damaged, or not what the manifest says
   */
  public static List<TokenSequence> read(Folder folder, Shard shard) {
    String location = folder.location(shard.file().name());
    byte[] bytes = folder.read(shard.file());
    try (ParquetFileReader parquet = ParquetFileReader.open(new MemoryFile(bytes), options())) {
      MessageType schema = parquet.getFileMetaData().getSchema();
      checkSchema(schema, location);
      checkRecords(ShardLimits.records(bytes, parquet.getFooter()), shard, location);
      List<TokenSequence> sequences = new ArrayList<>(shard.records());
      for (PageReadStore rows = parquet.readNextRowGroup();
          rows != null;
          rows = parquet.readNextRowGroup()) {
        decode(rows, schema, parquet.getFileMetaData().getCreatedBy(), sequences);
      }
      check(sequences, shard, location);
      return sequences;
    } catch (IOException | RuntimeException e) {
      if (e instanceof DataException known) {
        throw known;
      }
      throw new DataException(location + " cannot be read as a shard: " + e.getMessage(), e);
    }
  }

  private static ParquetReadOptions options() {
    return HadoopReadOptions.builder(new org.apache.hadoop.conf.Configuration(false)).build();
  }

  private static void checkSchema(MessageType schema, String location) {
    if (!ShardFormat.knows(schema)) {
      throw new DataException(
          location + " cannot be read as a shard: it has another schema, " + schema);
    }
  }

  private static void check(List<TokenSequence> sequences, Shard shard, String location) {
    checkRecords(sequences.size(), shard, location);
    for (int i = 0; i < sequences.size(); i++) {
      if (sequences.get(i).sequence() != shard.firstSequence() + i) {
        throw new DataException(
            location
                + ": record "
                + i
                + " is sequence "
                + sequences.get(i).sequence()
                + " instead of "
                + (shard.firstSequence() + i));
      }
    }
  }

  private static void checkRecords(long records, Shard shard, String location) {
    if (records != shard.records()) {
      throw new DataException(
          location + " has " + records + " records, its manifest says " + shard.records());
    }
  }

  private static void decode(
      PageReadStore rows, MessageType schema, String createdBy, List<TokenSequence> sequences) {
    ColumnReadStore columns =
        new ColumnReadStoreImpl(
            rows, new DummyRecordConverter(schema).getRootConverter(), schema, createdBy);
    Labels labels = Labels.of(columns, schema);
    ColumnReader sequence = column(columns, schema, ShardFormat.SEQUENCE);
    ColumnReader article = column(columns, schema, ShardFormat.ARTICLE);
    Lists tokens = Lists.of(columns, schema, ShardFormat.TOKENS);
    Lists tags = Lists.of(columns, schema, ShardFormat.TAGS);
    Words words = Words.of(columns, schema);
    for (long row = 0; row < rows.getRowCount(); row++) {
      sequences.add(
          new TokenSequence(
              sequence.getLong(),
              article.getLong(),
              tokens.next(),
              labels.next(),
              tags.next(),
              words.next()));
      sequence.consume();
      article.consume();
    }
  }

  private static ColumnReader column(ColumnReadStore columns, MessageType schema, String... path) {
    return columns.getColumnReader(schema.getColumnDescription(path));
  }

  /** The column of labels, where there is one. */
  private interface Labels {
    int next();

    static Labels of(ColumnReadStore columns, MessageType schema) {
      if (!schema.containsField(ShardFormat.LABEL)) {
        return () -> TokenSequence.NO_LABEL;
      }
      ColumnReader labels = column(columns, schema, ShardFormat.LABEL);
      return () -> {
        int label = labels.getInteger();
        labels.consume();
        return label;
      };
    }
  }

  /** A column of lists, where there is one. */
  private interface Lists {
    int[] next();

    static Lists of(ColumnReadStore columns, MessageType schema, String name) {
      if (!schema.containsField(name)) {
        return () -> TokenSequence.NO_TAGS;
      }
      return new Column(
          column(columns, schema, name, ShardFormat.LIST, ShardFormat.ELEMENT), new int[256]);
    }
  }

  /** A column of lists that is there. */
  private static final class Column implements Lists {
    private final ColumnReader values;
    private int[] buffer;

    Column(ColumnReader values, int[] buffer) {
      this.values = values;
      this.buffer = buffer;
    }

    @Override
    public int[] next() {
      int count = 0;
      do {
        if (count == buffer.length) {
          buffer = Arrays.copyOf(buffer, count * 2);
        }
        buffer[count++] = values.getInteger();
        values.consume();
      } while (values.getCurrentRepetitionLevel() > 0);
      return Arrays.copyOf(buffer, count);
    }
  }

  /** The column of words, where there is one. */
  private interface Words {
    List<String> next();

    static Words of(ColumnReadStore columns, MessageType schema) {
      if (!schema.containsField(ShardFormat.WORDS)) {
        return List::of;
      }
      ColumnReader words =
          column(columns, schema, ShardFormat.WORDS, ShardFormat.LIST, ShardFormat.ELEMENT);
      Map<Binary, String> known = new HashMap<>(); // a word is one object, however often it occurs
      return () -> {
        List<String> sentence = new ArrayList<>();
        do {
          Binary word = words.getBinary().copy();
          sentence.add(known.computeIfAbsent(word, Binary::toStringUsingUTF8));
          words.consume();
        } while (words.getCurrentRepetitionLevel() > 0);
        return sentence;
      };
    }
  }

  private record MemoryFile(byte[] bytes) implements InputFile {
    @Override
    public long getLength() {
      return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
      PositionedBytes stream = new PositionedBytes(bytes);
      return new DelegatingSeekableInputStream(stream) {
        @Override
        public long getPos() {
          return stream.position();
        }

        @Override
        public void seek(long position) {
          stream.seek(position);
        }
      };
    }
  }

  private static final class PositionedBytes extends ByteArrayInputStream {
    PositionedBytes(byte[] bytes) {
      super(bytes);
    }

    int position() {
      return pos;
    }

    void seek(long position) {
      pos = (int) position;
    }
  }
}
